import type { Clock } from "../ports/clock.ts";

/** How many calls succeeded and failed lately. */
export type FailureWindow = {
  succeeded(): void;
  failed(): void;
  /** Calls of the window, and how many of them failed. */
  readonly calls: number;
  readonly failures: number;
  /** Forgets all. */
  clear(): void;
};

/** The window moves in so many steps: what is counted is at least five sixths of it. */
const steps = 6;

/**
 * Counts the calls of the last `windowMs` milliseconds.
 *
 * Asking the time costs more than all the rest of a successful call through a breaker, so it is not asked: an alarm moves the window on, as long as
 * anything is in it.
 */
export function createFailureWindow(windowMs: number, clock: Clock): FailureWindow {
  // Doubles that are written in place, where numbers in variables would be allocated anew once they are large.
  const successes = new Float64Array(steps);
  const failures = new Float64Array(steps);
  let at = 0;
  let isMoving = false;
  const move = () => {
    at = (at + 1) % steps;
    successes[at] = 0;
    failures[at] = 0;
    if (sum(successes) + sum(failures) > 0) clock.after(windowMs / steps, move);
    else isMoving = false;
  };
  const begin = () => {
    isMoving = true;
    clock.after(windowMs / steps, move);
  };
  return {
    succeeded() {
      successes[at] = (successes[at] as number) + 1;
      if (!isMoving) begin();
    },
    failed() {
      failures[at] = (failures[at] as number) + 1;
      if (!isMoving) begin();
    },
    get calls() {
      return sum(successes) + sum(failures);
    },
    get failures() {
      return sum(failures);
    },
    clear() {
      successes.fill(0);
      failures.fill(0);
    },
  };
}

function sum(counts: Float64Array): number {
  let total = 0;
  for (const count of counts) total += count;
  return total;
}
