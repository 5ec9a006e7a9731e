import { type Budget, OutOfBudget } from "../../budget.ts";
import type { Doubt } from "../../doubt.ts";

/**
 * A part of a budget. One monstrous pattern may then leave one question open, and not use up what all the others need.
 */
export function allowance(budget: Budget, steps: number, doubt: Doubt): Budget {
  let used = 0;
  return {
    step(count = 1) {
      budget.step(count);
      used += count;
      if (used > steps) throw new OutOfBudget(doubt);
    },
    get used() {
      return used;
    },
    get isSpent() {
      return budget.isSpent;
    },
  };
}
