import type { ChildProcess } from "node:child_process";

export type LastWords = {
  /** Why it died, in a sentence's end. Call it once the process has closed. */
  text(): string;
};

const kept = 64 * 1024;

/** What a process that died has to say for itself: of all it wrote on its standard error, the reason. */
export function createLastWords(child: ChildProcess): LastWords {
  let said = "";
  let failure: Error | undefined;
  child.on("error", (error) => {
    failure = error;
  });
  child.stderr?.setEncoding("utf8").on("data", (chunk: string) => {
    said = (said + chunk).slice(-kept);
  });
  return {
    text() {
      if (/heap out of memory|Reached heap limit/u.test(said)) return "it reached its memory limit";
      const error = /^(?:Uncaught )?\w*Error.*: (.+)$/mu.exec(said)?.[1];
      if (error !== undefined) return error;
      if (failure !== undefined) return failure.message;
      return child.signalCode === null
        ? `its process ended with exit code ${child.exitCode}`
        : `its process was ended by ${child.signalCode}`;
    },
  };
}
