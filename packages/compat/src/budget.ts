import type { Doubt } from "./doubt.ts";

/**
 * The work a question may cost, in steps and never in seconds: the same input gives the same verdict on every machine.
 *
 * One budget serves a whole check, whoever works for it.
 */
export type Budget = {
  /** Accounts for work about to be done. Throws `OutOfBudget` once the steps are used up, now and ever after. */
  step(count?: number): void;
  readonly used: number;
  /** True once `step` has thrown: nothing can be decided any more, and nobody need try another way. */
  readonly isSpent: boolean;
};

/**
 * Thrown where an answer is beyond reach, and caught at the latest by the door of the package, which says `undecided`.
 *
 * Search procedures throw it rather than end: an end is read as "there is nothing more", which is a proof. With budget
 * left (`budget.isSpent` is false) only this part of the question stays open, and a witness may still be found elsewhere.
 */
export class Undecided extends Error {
  readonly doubt: Doubt;

  constructor(doubt: Doubt) {
    super(doubt.message);
    this.name = new.target.name;
    this.doubt = doubt;
  }
}

/** The work was too much, for this question or for one search within it. */
export class OutOfBudget extends Undecided {}

/** Enough for real schemas of hundreds of kilobytes, and no more than two seconds of a slow machine. */
export const defaultSteps = 600_000;

/** One that can be given more: a break that is found is explained, however much it took to find it. */
export type RenewableBudget = Budget & {
  /** From now on there are a third of all steps left, or what is left anyway where that is more. */
  renew(): void;
};

export function createBudget(limit: number = defaultSteps): RenewableBudget {
  return new CountedBudget(limit);
}

/**
 * A class for its getters: an object literal with one gets a hidden class of its own each time it is made, and that keeps
 * alive, until the next full collection of garbage, whatever the getter can see. Budgets are made by the thousand.
 */
class CountedBudget implements RenewableBudget {
  used = 0;
  readonly #limit: number;
  #steps: number;

  constructor(limit: number) {
    this.#limit = limit;
    this.#steps = limit;
  }

  step(count = 1): void {
    this.used += count;
    if (this.used > this.#steps)
      throw new OutOfBudget({
        code: "BUDGET_SPENT",
        message: `the budget of ${this.#limit} steps is used up`,
      });
  }

  renew(): void {
    this.#steps = Math.max(this.#limit, this.used + Math.ceil(this.#limit / 3));
  }

  get isSpent(): boolean {
    return this.used > this.#steps;
  }
}
