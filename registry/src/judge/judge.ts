import type { Verdict } from "@concordat/compat";
import { isConcordatError } from "@concordat/errors";
import { createLru } from "../collections/lru.ts";
import type { PairQuestion } from "../sandbox/compatibility-question.ts";
import { digestOfClosure } from "../sandbox/digest-of-closure.ts";
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

/** Says whether the reader's schema accepts all that the writer's lets through: the one judge of every face. */
export type Judge = {
  /**
   * The same question has the same verdict, whichever way it is found. `undecided` also where the sandbox ends the work;
   * throws SANDBOX_BUSY and SANDBOX_CLOSED, and nothing over what a schema says.
   */
  verdict(question: PairQuestion): Promise<Verdict>;
  /** For those who watch: how the questions were answered. */
  readonly figures: { readonly remembered: number; readonly atOnce: number; readonly inSandbox: number };
};

export function createJudge({
  sandbox,
  remembered = 10_000,
  stepsAtOnce = 20_000,
  timeLimitMs = 10_000,
}: JudgeOptions): Judge {
  // Promises, so that whoever asks what is being thought about waits for the same answer.
  const known = createLru<Promise<Verdict>>(remembered);
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
    async verdict(question) {
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
    figures,
  };
}

function keyOf({ writer, reader, writerView, format, dialect }: PairQuestion): string {
  return [writerView, format, dialect, digestOfClosure(writer), digestOfClosure(reader)].join(" ");
}

const limits = new Set(["LIMIT_TIME", "LIMIT_MEMORY"]);

function openedBy(error: unknown, { writerView: assumption = "closed" }: PairQuestion): Verdict {
  if (!isConcordatError(error) || !limits.has(error.code)) throw error;
  return { status: "undecided", reason: "BUDGET_SPENT", message: error.message, assumption };
}
