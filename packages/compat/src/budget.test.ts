import { expect, test } from "vitest";
import { createBudget, OutOfBudget } from "./budget.ts";

/** How many steps are left. */
function left(limit: number, used: number): number {
  const budget = createBudget(limit);
  budget.step(used);
  budget.renew();
  let steps = 0;
  for (;;)
    try {
      budget.step();
      steps += 1;
    } catch (error) {
      expect(error).toBeInstanceOf(OutOfBudget);
      expect(budget.isSpent).toBe(true);
      return steps;
    }
}

test("a budget that is renewed has a third of its steps, or what is left where that is more", () => {
  expect(left(300, 300)).toBe(100);
  expect(left(300, 250)).toBe(100);
  expect(left(300, 20)).toBe(280);
});
