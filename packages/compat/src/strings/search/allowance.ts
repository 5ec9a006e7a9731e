import { type Budget, OutOfBudget } from "../../budget.ts";
import type { Doubt } from "../../doubt.ts";

/**
 * A part of a budget. One monstrous pattern may then leave one question open, and not use up what all the others need.
 */
export function allowance(budget: Budget, steps: number, doubt: Doubt): Budget {
  return new Allowance(budget, steps, doubt);
}

/** A class for the same reason as the budget itself. */
class Allowance implements Budget {
  used = 0;
  readonly #whole: Budget;
  readonly #steps: number;
  readonly #doubt: Doubt;

  constructor(whole: Budget, steps: number, doubt: Doubt) {
    this.#whole = whole;
    this.#steps = steps;
    this.#doubt = doubt;
  }

  step(count = 1): void {
    this.#whole.step(count);
    this.used += count;
    if (this.used > this.#steps) throw new OutOfBudget(this.#doubt);
  }

  get isSpent(): boolean {
    return this.#whole.isSpent;
  }
}
