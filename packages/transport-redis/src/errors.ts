import { ConcordatError, defineErrors } from "@concordat/errors";

/** What Redis alone can answer; what every transport may answer stands in the runtime. */
export class RedisTransportError extends ConcordatError {}

export const redisErrors = defineErrors(RedisTransportError, {
  REDIS_REFUSED: {
    message: (p: { address: string; said: string }) =>
      `Redis did not take a message for ${p.address}: ${p.said}`,
    hint: "see what the word in capitals means in docs/errors/REDIS_REFUSED.md; the message is certainly not stored",
    kind: "conflict",
    retry: "later",
  },
  REDIS_NOT_SENT: {
    message: (p: { address: string; waitedMs: number; why: string }) =>
      `a message for ${p.address} waited ${p.waitedMs} ms and was not sent: ${p.why}`,
    hint: "send it again later; it is certainly not stored",
    kind: "network",
    retry: "later",
  },
});
