import type { FastifyRequest } from "fastify";
import { originOf } from "../auth/origin-of.ts";
import { createLru } from "../collections/lru.ts";
import { registryErrors } from "../errors.ts";

/** Answers a request that comes twice under one `Idempotency-Key` once, and refuses another one under that key. */
export type Idempotency = {
  /** `said` is all that makes one request the same as another, as text. */
  once<Answer>(request: FastifyRequest, said: string, work: () => Promise<Answer>): Promise<Answer>;
};

const longestKey = 200;

/**
 * Keys are kept in this process, as many as fit: they are for a client that has lost an answer and asks again soon.
 * What must never happen twice is kept from it by what is registered, not by keys.
 */
export function createIdempotency(kept = 10_000): Idempotency {
  const known = createLru<{ readonly said: string; readonly answer: Promise<unknown> }>(kept);
  return {
    once(request, said, work) {
      const key = request.headers["idempotency-key"];
      if (typeof key !== "string" || key === "" || key.length > longestKey) return work();
      // Whoever guesses another's key gets nothing of theirs.
      const owned = `${originOf(request).actor} ${key}`;
      const before = known.get(owned);
      if (before !== undefined && before.said !== said) throw registryErrors.IDEMPOTENCY_MISMATCH({ key });
      const answer = (before?.answer as ReturnType<typeof work> | undefined) ?? work();
      if (before === undefined) {
        known.set(owned, { said, answer });
        // What failed may be tried again.
        answer.catch(() => known.delete(owned));
      }
      return answer;
    },
  };
}
