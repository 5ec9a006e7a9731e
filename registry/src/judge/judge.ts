import type { Verdict } from "@concordat/compat";
import { isConcordatError } from "@concordat/errors";
import { isArray, isObject, type Json } from "@concordat/json";
import { requireValidSchema } from "@concordat/validator";
import { createLru } from "../collections/lru.ts";
import type { Closure } from "../core/closure.ts";
import type { Judge } from "../core/judge.ts";
import type { PairQuestion } from "../sandbox/compatibility-question.ts";
import type { Sandbox } from "../sandbox/sandbox.ts";
import { verdictAtOnce } from "./verdict-at-once.ts";

export type JudgeOptions = {
  readonly sandbox: Sandbox;
  /** How many verdicts are remembered. Default 10,000. */
  readonly remembered?: number;
  /** What is answered on the spot, in steps of the engine; 0 asks the sandbox everything. Default 20,000, some 20 ms. */
  readonly stepsAtOnce?: number;
  /** How long the sandbox may think about one pair. Default 10 s: the engine's own budget is used up long before. */
  readonly timeLimitMs?: number;
};

/** The one judge of every face. Throws SANDBOX_BUSY and SANDBOX_CLOSED besides what it says. */
export type CachedJudge = Judge & {
  /**
   * The same question has the same verdict, whichever way it is found; where the sandbox ends the work it is undecided,
   * and asked anew the next time.
   */
  compatibility(question: PairQuestion): Promise<Verdict>;
  /** For those who watch: how the questions were answered. */
  readonly figures: { readonly remembered: number; readonly atOnce: number; readonly inSandbox: number };
};

export function createJudge({
  sandbox,
  remembered = 10_000,
  stepsAtOnce = 20_000,
  timeLimitMs = 10_000,
}: JudgeOptions): CachedJudge {
  // Promises, so that whoever asks what is being thought about waits for the same answer.
  const known = createLru<Promise<Verdict>>(remembered);
  // Only what was found fine: whoever sends a bad schema again is told again what is wrong with it.
  const valid = createLru<true>(remembered);
  const figures = { remembered: 0, atOnce: 0, inSandbox: 0 };

  const ask = async (question: PairQuestion): Promise<Verdict> => {
    const atOnce = stepsAtOnce > 0 ? verdictAtOnce(stepsAtOnce, question) : undefined;
    if (atOnce !== undefined) {
      figures.atOnce += 1;
      return atOnce;
    }
    figures.inSandbox += 1;
    return sandbox.run("compatibility", question, { timeLimitMs });
  };

  return {
    async compatibility(question) {
      const key = keyOf(question);
      const before = known.get(key);
      if (before !== undefined) figures.remembered += 1;
      const verdict = before ?? ask(question);
      if (before === undefined) known.set(key, verdict);
      try {
        return await verdict;
      } catch (error) {
        // How far the sandbox gets depends on the machine; nothing of that is remembered.
        known.delete(key);
        return openedBy(error, question);
      }
    },
    async requireValid(closure) {
      const key = `${closure.dialect}\n${closure.digest}`;
      if (valid.get(key)) return;
      if (isSmall(closure)) {
        const { schema, documents, dialect } = closure;
        requireValidSchema(schema, { documents, dialect, formats: "annotate" });
      } else await sandbox.run("validity", { closure });
      valid.set(key, true);
    },
    figures,
  };
}

function keyOf({ writer, reader, writerView, format }: PairQuestion): string {
  return [writerView, format, writer.dialect, writer.digest, reader.dialect, reader.digest].join("\n");
}

const limits = new Set(["LIMIT_TIME", "LIMIT_MEMORY"]);

function openedBy(error: unknown, { writerView: assumption = "closed" }: PairQuestion): Verdict {
  if (!isConcordatError(error) || !limits.has(error.code)) throw error;
  return { status: "undecided", reason: "BUDGET_SPENT", message: error.message, assumption };
}

/** What is looked through in a few milliseconds, whatever it says. */
const fewValues = 3000;

function isSmall({ schema, documents }: Closure): boolean {
  let left = fewValues;
  const count = (value: Json): boolean => {
    left -= 1;
    if (left < 0) return false;
    if (isArray(value)) return value.every(count);
    if (isObject(value)) for (const name in value) if (!count(value[name] as Json)) return false;
    return true;
  };
  return [schema, ...documents.values()].every(count);
}
