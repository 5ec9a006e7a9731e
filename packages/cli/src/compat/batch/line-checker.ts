import { type ChildProcess, fork } from "node:child_process";
import { once } from "node:events";
import { extname } from "node:path";
import type { Line } from "../../data/read-lines.ts";
import { type Answer, faultAnswer, idAtStart } from "./answer-line.ts";
import type { BatchSettings } from "./batch-settings.ts";
import { createLastWords, type LastWords } from "./last-words.ts";

export type LineChecker = {
  /** Answers in the order of the lines. One call at a time; once the signal is aborted it ends with those there are. */
  check(lines: readonly Line[], signal: AbortSignal): Promise<readonly Answer[]>;
  /** Ends the process, also in the middle of its work. */
  close(): Promise<void>;
};

export type LineCheckerOptions = {
  /** The code of the process. Default: the one that compares. */
  readonly program?: URL;
  /** How much memory the comparisons may take. Default 2048. */
  readonly maxMegabytes?: number;
};

// The sources are TypeScript in the repository and JavaScript in the package.
const program = new URL(`./batch-process${extname(import.meta.url)}`, import.meta.url);

/**
 * Compares lines in a process of its own, one at a time, so that it is known which one it died of. That line gets an
 * answer that says so, and the next process goes on with the next line.
 */
export function createLineChecker(settings: BatchSettings, options: LineCheckerOptions = {}): LineChecker {
  const { maxMegabytes = 2048 } = options;
  let running: { readonly child: ChildProcess; readonly words: LastWords } | undefined;
  const start = () => {
    const child = fork(options.program ?? program, {
      execArgv: [`--max-old-space-size=${maxMegabytes}`],
      stdio: ["ignore", "ignore", "pipe", "ipc"],
      serialization: "advanced",
    });
    send(child, settings);
    return { child, words: createLastWords(child) };
  };
  return {
    async check(lines, signal) {
      const answers: Answer[] = [];
      for (const line of lines) {
        if (signal.aborted) break;
        running ??= start();
        const outcome = await answerOf(running.child, line, signal);
        if (outcome === "interrupted") break;
        if (outcome === "died") {
          answers.push(faultAnswer(running.words.text(), idAtStart(line), 0));
          running = undefined;
        } else answers.push(outcome);
      }
      return answers;
    },
    async close() {
      const child = running?.child;
      running = undefined;
      if (child === undefined || child.exitCode !== null || child.signalCode !== null) return;
      const ended = once(child, "close");
      child.kill("SIGKILL");
      await ended;
    },
  };
}

function answerOf(
  child: ChildProcess,
  line: Line,
  signal: AbortSignal,
): Promise<Answer | "died" | "interrupted"> {
  return new Promise((resolve) => {
    const onMessage = (answer: unknown) => end(answer as Answer);
    // Not "exit": what it said last on its standard error may come after that.
    const onClose = () => end("died");
    const onAbort = () => end("interrupted");
    const end = (outcome: Answer | "died" | "interrupted") => {
      child.off("message", onMessage).off("close", onClose);
      signal.removeEventListener("abort", onAbort);
      resolve(outcome);
    };
    child.on("message", onMessage).on("close", onClose);
    signal.addEventListener("abort", onAbort);
    send(child, line);
  });
}

/** To a process that is gone nothing can be sent; that it closes is how one hears of it. */
function send(child: ChildProcess, message: BatchSettings | Line): void {
  if (child.connected) child.send(message, () => {});
}
