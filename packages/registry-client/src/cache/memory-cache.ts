import type { AnswerCache, CachedAnswer } from "./answer-cache.ts";

export type MemoryCacheOptions = {
  /** How many bytes of answers are kept; those that were not asked for the longest go first. */
  readonly maxBytes: number;
  /** Asked where memory has nothing, and told of everything; for a cache that outlives the process. */
  readonly behind?: AnswerCache;
};

export function createMemoryCache({ maxBytes, behind }: MemoryCacheOptions): AnswerCache {
  // A map keeps the order of insertion, so the first one is the one that was not touched the longest.
  const answers = new Map<string, CachedAnswer>();
  let bytes = 0;
  const drop = (key: string) => {
    bytes -= weightOf(key, answers.get(key));
    answers.delete(key);
  };
  const keep = (key: string, answer: CachedAnswer) => {
    drop(key);
    const weight = weightOf(key, answer);
    if (weight > maxBytes) return;
    answers.set(key, answer);
    bytes += weight;
    for (const [oldest] of answers) {
      if (bytes <= maxBytes) break;
      drop(oldest);
    }
  };
  return {
    async get(key) {
      const answer = answers.get(key) ?? (await behind?.get(key));
      if (answer !== undefined) keep(key, answer);
      return answer;
    },
    async set(key, answer) {
      keep(key, answer);
      await behind?.set(key, answer);
    },
    async delete(key) {
      drop(key);
      await behind?.delete(key);
    },
  };
}

/** What an entry costs besides its body is guessed: many small ones must not be free. */
function weightOf(key: string, answer: CachedAnswer | undefined): number {
  return answer === undefined ? 0 : answer.body.length + 2 * key.length + 500;
}
