import { extname } from "node:path";
import { Worker } from "node:worker_threads";
import type { Line } from "../../data/read-lines.ts";
import { type Answer, faultAnswer, idAtStart } from "./answer-line.ts";
import type { BatchSettings } from "./batch-settings.ts";

export type LineChecker = {
  /** Answers in the order of the lines. One call at a time; once the signal is aborted it ends with those there are. */
  check(lines: readonly Line[], signal: AbortSignal): Promise<readonly Answer[]>;
  /** Ends the thread, also in the middle of its work. */
  close(): Promise<void>;
};

export type LineCheckerOptions = {
  /** The code of the thread. Default: the one that compares. */
  readonly thread?: URL;
  /** How much memory the comparisons may take. Default 2048. */
  readonly maxMegabytes?: number;
};

// The sources are TypeScript in the repository and JavaScript in the package.
const thread = new URL(`./batch-thread${extname(import.meta.url)}`, import.meta.url);

/**
 * Compares lines on a thread of its own. A thread that dies of a line leaves that line with an answer that says so; the
 * next one goes on with the next line.
 */
export function createLineChecker(settings: BatchSettings, options: LineCheckerOptions = {}): LineChecker {
  const { maxMegabytes = 2048 } = options;
  let worker: Worker | undefined;
  const start = () =>
    new Worker(options.thread ?? thread, {
      workerData: settings,
      resourceLimits: { maxOldGenerationSizeMb: maxMegabytes },
    });
  return {
    async check(lines, signal) {
      const answers: Answer[] = [];
      while (answers.length < lines.length && !signal.aborted) {
        worker ??= start();
        const died = await work(worker, lines.slice(answers.length), answers, signal);
        if (died === undefined) continue;
        worker = undefined;
        const line = lines[answers.length];
        if (line !== undefined) answers.push(faultAnswer(died, idAtStart(line), 0));
      }
      return answers;
    },
    async close() {
      await worker?.terminate();
      worker = undefined;
    },
  };
}

/** Resolves when all lines have an answer, when it is aborted, or when the thread died; then with its last words. */
function work(
  worker: Worker,
  lines: readonly Line[],
  answers: Answer[],
  signal: AbortSignal,
): Promise<string | undefined> {
  return new Promise((resolve) => {
    let missing = lines.length;
    const onMessage = (answer: Answer) => {
      answers.push(answer);
      missing -= 1;
      if (missing === 0) end(undefined);
    };
    // An error is told before the exit; answers that were already sent come in between.
    let words = "its thread ended";
    const onError = (error: Error) => {
      words = error.message;
    };
    const onExit = () => end(words);
    const onAbort = () => end(undefined);
    const end = (died: string | undefined) => {
      worker.off("message", onMessage).off("error", onError).off("exit", onExit);
      signal.removeEventListener("abort", onAbort);
      resolve(died);
    };
    worker.on("message", onMessage).on("error", onError).on("exit", onExit);
    signal.addEventListener("abort", onAbort);
    worker.postMessage(lines);
  });
}
