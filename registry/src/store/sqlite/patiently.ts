import { setTimeout as sleep } from "node:timers/promises";
import { isBusy } from "./sqlite-errors.ts";

/** How long others may keep the database to themselves. A write takes them milliseconds. */
const patienceMs = 10_000;

/**
 * Tries until no other process is in the way.
 *
 * SQLite can wait by itself, and the whole process would wait with it: every look-up of every client. So it is told not
 * to. The pauses are random and short, for a lock that is free again goes to whoever asks next.
 */
export async function patiently<Result>(work: () => Result, withinMs = patienceMs): Promise<Result> {
  const giveUpAt = performance.now() + withinMs;
  for (let longest = 2; ; longest = Math.min(longest * 1.5, 20)) {
    try {
      return work();
    } catch (error) {
      if (!isBusy(error) || performance.now() > giveUpAt) throw error;
    }
    await sleep(1 + Math.random() * longest);
  }
}
