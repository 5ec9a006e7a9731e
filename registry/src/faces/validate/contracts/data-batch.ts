import { isConcordatError } from "@concordat/errors";
import type { Verdict } from "@concordat/validator";
import type { BatchQuestion, DataBatch } from "./judging-schema.ts";

type Waiting = Pick<BatchQuestion, "value" | "run"> & {
  readonly resolve: (verdict: Verdict) => void;
  readonly reject: (error: unknown) => void;
};

/** So many values go to the sandbox together. */
const mostTogether = 100;

/** So often one request may cost a thread its life; after that, what is left of it is refused unseen. */
const mostKills = 5;

/**
 * One for each request. What is asked within one turn of the event loop goes to the sandbox together, schema by schema,
 * and a value that takes its thread along hides no other: the rest is asked again without it.
 */
export function createDataBatch(): DataBatch {
  const waiting = new Map<string, Waiting[]>();
  let kills = 0;

  const judgeAll = async (values: readonly Waiting[]): Promise<void> => {
    const [first] = values;
    if (first === undefined) return;
    try {
      const verdicts = await first.run(values.map(({ value }) => value));
      for (const [index, { resolve }] of values.entries()) resolve(verdicts[index] as Verdict);
    } catch (error) {
      if (!isLimit(error) || values.length === 1 || kills >= mostKills) {
        if (isLimit(error)) kills += 1;
        for (const { reject } of values) reject(error);
        return;
      }
      kills += 1;
      const middle = values.length >> 1;
      await judgeAll(values.slice(0, middle));
      await judgeAll(values.slice(middle));
    }
  };
  const flush = () => {
    for (const [key, values] of waiting) {
      waiting.delete(key);
      for (let at = 0; at < values.length; at += mostTogether)
        void judgeAll(values.slice(at, at + mostTogether));
    }
  };

  return {
    judge: ({ key, value, run }) =>
      new Promise((resolve, reject) => {
        if (waiting.size === 0) queueMicrotask(flush);
        const values = waiting.get(key) ?? [];
        values.push({ value, run, resolve, reject });
        waiting.set(key, values);
      }),
  };
}

function isLimit(error: unknown): boolean {
  return isConcordatError(error) && (error.code === "LIMIT_TIME" || error.code === "LIMIT_MEMORY");
}
