import { type Budget, OutOfBudget } from "../../budget.ts";

/** Tries to match from a place; `then` goes on from where it ends, and false from there means: try another way. */
export type Attempt = (trial: Trial, at: number, captures: Captures, then: Continuation) => boolean;
export type Continuation = (at: number, captures: Captures) => boolean;

/** What each group has matched, as places in the word. */
export type Captures = readonly (readonly [start: number, end: number] | undefined)[];

/** Forwards, or backwards inside of a look-behind. */
export type Direction = 1 | -1;

/** One word on trial. */
export type Trial = {
  /** Code points. */
  readonly text: readonly number[];
  /** Accounts for one attempt, failed ones included: a group may have ten thousand alternatives. */
  pay(): void;
  /** Goes one step on, which is paid for; and not deeper than any machine's stack allows. */
  deeper(goOn: () => boolean): boolean;
};

export function createTrial(text: readonly number[], pattern: string, budget: Budget): Trial {
  let depth = 0;
  let calls = 0;
  const pay = (): void => {
    calls += 1;
    if (calls % 8 === 1) budget.step();
  };
  return {
    text,
    pay,
    deeper(goOn) {
      pay();
      if (depth >= deepest)
        throw new OutOfBudget({
          code: "NESTED_TOO_DEEPLY",
          message: `trying ${pattern.slice(0, 80)} on a word of ${text.length} characters nests too deeply`,
        });
      depth += 1;
      const outcome = goOn();
      depth -= 1;
      return outcome;
    },
  };
}

/** Each step holds a few frames of the stack until the whole match is decided. */
const deepest = 600;
