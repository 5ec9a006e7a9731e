import type { CloudEvent, Violation } from "@concordat/cloudevents";
import { ConcordatError, defineErrors } from "@concordat/errors";

/** Something the bus was asked for and cannot do. */
export class BusError extends ConcordatError {}

type Named = { readonly id: string; readonly type: string };

export const busErrors = defineErrors(BusError, {
  BUS_CLOSED: {
    message: (p: { doing: string }) => `the bus is closed, so it cannot ${p.doing}`,
    hint: "do it before `close()`, or on another bus",
    kind: "usage",
  },
  EVENT_INVALID: {
    message: (p: Named & { violations: readonly Violation[] }) =>
      `event ${p.id} of type ${p.type} breaks its contract: ${list(p.violations)}`,
    hint: "correct the event; `violations` in the parameters holds every place",
  },
  EVENT_UNREADABLE: {
    message: (p: { position: string; violations: readonly Violation[] }) =>
      `the message at ${p.position} is no CloudEvent: ${list(p.violations)}`,
    hint: "find out who wrote it; the original bytes are in the delivery, and in the dead letter where there is one",
  },
  EVENT_UNMADE: {
    message: (p: { type: string }) =>
      `an event of type ${p.type} was handed over that no constructor of the SDK made, so nobody has judged its data`,
    hint: "make it with the constructor of its type, such as `events.orderPlaced(data)`",
    kind: "usage",
  },
  CONTRACT_UNNAMED: {
    message: (p: { name: string; meant: string }) => `the SDK has no event called ${p.name}${p.meant}`,
    hint: "name an event as the SDK does; its list is `eventTypes`",
    kind: "usage",
  },
  SEND_UNPREPARED: {
    message: (p: { type: string; trouble: string }) =>
      `an event of type ${p.type} could not be made ready to be sent: ${p.trouble}`,
    hint: "mend what the bus was given, `addressOf`, `keyOf`, `newId` or `validate`; the event is certainly not stored",
    kind: "fault",
  },
  SEND_REFUSED: {
    message: (p: { event: CloudEvent; address: string; reason: string }) =>
      `event ${p.event.id} of type ${p.event.type} was not stored at ${p.address}: ${p.reason}`,
    hint: "send it again once the reason is gone; it is certainly not stored",
    kind: "network",
    retry: "later",
  },
  SEND_UNKNOWN: {
    message: (p: { event: CloudEvent; address: string; reason: string }) =>
      `whether event ${p.event.id} of type ${p.event.type} was stored at ${p.address} is unknown: ${p.reason}`,
    hint: "send the same event again, under the same id: consumers that dedupe handle it once",
    kind: "network",
    retry: "check-first",
  },
  SEND_LIMIT: {
    message: (p: { waiting: number; limit: number }) =>
      `${p.waiting} sends have no answer yet, and the limit is ${p.limit}`,
    hint: 'send more slowly, raise `maxUnsettled`, or have sends wait with `whenFull: "wait"`',
    kind: "conflict",
    retry: "later",
  },
  SEND_STOPPED: {
    message: (p: Named) => `event ${p.id} of type ${p.type} was not sent, since one before it failed`,
    hint: "mend what failed, and send the rest; or leave `stopOnError` out",
    kind: "conflict",
  },
  CE_ID_CONFLICT: {
    message: (p: Named & { source: string }) =>
      `event ${p.id} of ${p.source} was handled before, with other data: one identity, two events`,
    hint: "give every event an id of its own; look at who sends under this source",
    kind: "conflict",
  },
  INBOX_BUSY: {
    message: (p: Named) => `event ${p.id} of type ${p.type} is being handled by another member of the group`,
    hint: "wait: it is handed out again, and is a duplicate by then or yours",
    kind: "conflict",
    retry: "later",
  },
  INBOX_UNREACHABLE: {
    message: (p: Named & { asked: "claim" | "complete" | "release"; trouble: string }) =>
      `the inbox could not ${p.asked} event ${p.id} of type ${p.type}: ${p.trouble}`,
    hint: "mend the inbox; the message was given back and is handed out again",
    kind: "network",
    retry: "later",
  },
  HANDLER_TIMEOUT: {
    message: (p: { milliseconds: number }) => `the handler did not settle within ${p.milliseconds} ms`,
    hint: "make it faster, raise `timeoutMs`, or pass `context.signal` on to what it waits for",
    kind: "fault",
    retry: "later",
  },
  HANDLER_MISSING: {
    message: (p: Named & { group: string }) => `group ${p.group} has no handler for type ${p.type}`,
    hint: 'add a handler, or say `onUnhandled: "ignore"`',
    kind: "usage",
  },
  HANDLER_THREW: {
    message: (p: { found: string }) => `the handler threw ${p.found}, which is no Error`,
    hint: "throw an Error, so that there is a message and a stack",
    kind: "fault",
    retry: "later",
  },
});

/** The first few; all are in the parameters. */
function list(violations: readonly Violation[]): string {
  const shown = violations.slice(0, 3).map(({ message }) => message);
  const more = violations.length - shown.length;
  return more > 0 ? `${shown.join("; ")}; and ${more} more` : shown.join("; ");
}
