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
  NATS_API: {
    message: (p: { asked: string; code: number; description: string }) =>
      `JetStream was asked for ${p.asked} and answered: ${p.description} (${p.code})`,
    hint: "see that JetStream is on, and what the number means in the list of JetStream's errors",
    kind: "network",
    retry: "later",
  },
});
