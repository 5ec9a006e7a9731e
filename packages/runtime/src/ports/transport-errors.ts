import { ConcordatError, defineErrors } from "@concordat/errors";

/** What any transport may answer, whatever broker stands behind it. */
export class TransportError extends ConcordatError {}

export const transportErrors = defineErrors(TransportError, {
  TRANSPORT_CLOSED: {
    message: (p: { transport: string; asked: string }) =>
      `the transport "${p.transport}" is closed, and was asked to ${p.asked}`,
    hint: "open a new transport; close the old one only after the last message was sent",
    kind: "usage",
  },
  BACKPRESSURE_LIMIT: {
    message: (p: { address: string; group: string; unread: number; waitedMs: number }) =>
      `${p.address} takes no more: the group "${p.group}" has ${p.unread} messages there that it has not handled${p.waitedMs > 0 ? `, and that did not change for ${p.waitedMs} ms` : ""}`,
    hint: (p) => `send again later, or give the group "${p.group}" more consumers`,
    kind: "conflict",
    retry: "later",
  },
  MESSAGE_HEADER: {
    message: (p: { address: string; name: string }) =>
      `a message for ${p.address} has the header ${JSON.stringify(p.name)}, which is no name that messages may have`,
    hint: "name headers with a-z, 0-9 and -, and leave content-type and ce-… to the event",
  },
  SUBSCRIBE_OPTION: {
    message: (p: { option: string; value: string; expected: string }) =>
      `the option "${p.option}" of a subscription is ${p.value}, expected ${p.expected}`,
    hint: (p) => `give "${p.option}" ${p.expected}`,
    kind: "usage",
  },
});
