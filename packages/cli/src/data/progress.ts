import type { Io } from "../io.ts";
import { grouped } from "./summary.ts";

export type Progress = {
  /** Repaints the counter, at most four times a second. */
  show(count: number): Promise<void>;
  /** Takes the counter away. */
  end(): Promise<void>;
  /** ` · 210,000 a second`, or nothing where no person watches. */
  rate(count: number): string;
};

/** A counter for people at a terminal; in a pipe or a log it would be noise, and the rate never twice the same. */
export function createProgress(io: Io, quiet = false): Progress {
  const begun = io.now().getTime();
  const isWatched = io.stderr.isTTY && !quiet;
  let shownAt = begun;
  let isShown = false;
  return {
    async show(count) {
      const now = io.now().getTime();
      if (!isWatched || now - shownAt < 250) return;
      shownAt = now;
      isShown = true;
      await io.stderr.write(`\r${grouped(count)} …`);
    },
    async end() {
      if (isShown) await io.stderr.write("\r\u001b[K");
    },
    rate(count) {
      const seconds = (io.now().getTime() - begun) / 1000;
      return isWatched && seconds > 0 ? ` · ${grouped(Math.round(count / seconds))} a second` : "";
    },
  };
}
