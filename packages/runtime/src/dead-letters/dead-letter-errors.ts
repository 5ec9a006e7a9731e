import { ConcordatError, defineErrors } from "@concordat/errors";

/** A message that became a dead letter, could not become one, or could not be brought back from there. */
export class DeadLetterError extends ConcordatError {}

export const deadLetterErrors = defineErrors(DeadLetterError, {
  EVENT_EXPIRED: {
    message: (p: { id: string; type: string; ageMs: number; maxAgeMs: number }) =>
      `event ${p.id} of type ${p.type} happened ${p.ageMs} ms ago, and ${p.maxAgeMs} ms are the limit`,
    hint: "let it go, or raise the limit and reprocess its dead letter",
  },
  DEAD_LETTER_UNWRITTEN: {
    message: (p: { position: string; group: string; reason: string; trouble: string }) =>
      `the message at ${p.position} is no dead letter of ${p.group} yet: ${p.reason}; it failed because ${p.trouble}`,
    hint: "mend the place where dead letters are kept; the message was given back and is handed out again",
    kind: "fault",
    retry: "later",
  },
  DEAD_LETTERS_FULL: {
    message: (p: { limit: number }) =>
      `${p.limit} dead letters wait for a decision, and there is room for no more`,
    hint: "reprocess, discard or purge some of them, or raise `maxEntries`",
    kind: "conflict",
    retry: "later",
  },
  DEAD_LETTER_UNKNOWN: {
    message: (p: { id: string }) => `there is no dead letter ${p.id}`,
    hint: "list the dead letters; it may have been purged",
  },
  DEAD_LETTER_SETTLED: {
    message: (p: { id: string; status: string }) => `dead letter ${p.id} is ${p.status} already`,
    hint: "look at it again; only a pending one can be reprocessed or discarded",
    kind: "conflict",
  },
  DEAD_LETTER_NOT_SENT: {
    message: (p: { id: string; address: string; reason: string }) =>
      `dead letter ${p.id} was not put back to ${p.address}: ${p.reason}`,
    hint: "reprocess it again; it is still pending",
    kind: "network",
    retry: "later",
  },
  DEAD_LETTER_IN_DOUBT: {
    message: (p: { id: string; address: string; reason: string }) =>
      `whether dead letter ${p.id} was put back to ${p.address} is unknown: ${p.reason}`,
    hint: "reprocess it again, it is still pending; where consumers dedupe, a second copy does no harm",
    kind: "network",
    retry: "check-first",
  },
});
