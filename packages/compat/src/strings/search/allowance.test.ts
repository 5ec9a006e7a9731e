import { expect, test } from "vitest";
import { createBudget, OutOfBudget } from "../../budget.ts";
import { allowance } from "./allowance.ts";

const doubt = { code: "PATTERN_IRREGULAR", message: "too many" } as const;

test("a part of a budget ends with its own steps, and leaves the rest to others", () => {
  const budget = createBudget(100);
  const part = allowance(budget, 10, doubt);
  part.step(9);
  part.step();

  expect([part.used, budget.used, part.isSpent]).toEqual([10, 10, false]);
  expect(() => part.step()).toThrow(new OutOfBudget(doubt));
  expect([budget.used, budget.isSpent]).toEqual([11, false]);
});

test("where the whole is spent, so is each part", () => {
  const budget = createBudget(5);
  const part = allowance(budget, 10, doubt);

  expect(() => part.step(6)).toThrow("the budget of 5 steps is used up");
  expect(part.isSpent).toBe(true);
});
