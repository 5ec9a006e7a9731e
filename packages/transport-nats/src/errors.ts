import { ConcordatError, defineErrors } from "@concordat/errors";

/** What NATS alone can answer; what every transport may answer stands in the runtime. */
export class NatsError extends ConcordatError {}

export const natsErrors = defineErrors(NatsError, {
  NATS_REFUSED: {
    message: (p: { address: string; code: number; description: string }) =>
      `the stream of ${p.address} did not take a message: ${p.description} (${p.code})`,
    hint: "see what the number means in the list of JetStream's errors; the limits of the stream are the usual cause",
    kind: "conflict",
    retry: "later",
  },
  NATS_NO_ANSWER: {
    message: (p: { address: string; why: string }) =>
      `a message for ${p.address} was sent, and it is not known whether it was stored: ${p.why}`,
    hint: "send it again under the same source and id: the stream, or the reader's inbox, knows it",
    kind: "network",
    retry: "check-first",
  },
  NATS_API: {
    message: (p: { asked: string; code: number; description: string }) =>
      `JetStream was asked for ${p.asked} and answered: ${p.description} (${p.code})`,
    hint: "see that JetStream is on, and that this user may use its API",
    kind: "network",
    retry: "later",
  },
});
