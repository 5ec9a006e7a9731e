import { expect, test } from "vitest";
import { createBudget, OutOfBudget, Undecided } from "../../budget.ts";
import { createTrial } from "./attempt.ts";
import { createMatcher } from "./create-matcher.ts";
import { matchesPattern } from "./matches-pattern.ts";

test("six hundred steps deep goes, six hundred and one does not, and depth that was left is free again", () => {
  const trial = createTrial([], "a", createBudget());
  const down = (levels: number): boolean => levels === 0 || trial.deeper(() => down(levels - 1));

  expect([down(600), down(600)]).toEqual([true, true]);
  expect(() => down(601)).toThrow(OutOfBudget);
});

test("what is too deep is told with the pattern, as far as it fits a line", () => {
  const pattern = `(a)\\1?${"b?".repeat(60)}${"a".repeat(700)}`;
  const doubt = doubtOf(() => matchesPattern(pattern, `aa${"a".repeat(700)}`, createBudget()));

  expect(doubt).toEqual({
    code: "NESTED_TOO_DEEPLY",
    message: `trying ${pattern.slice(0, 80)} on a word of 702 characters nests too deeply`,
  });
});

test("eight attempts are paid for as one step, failed ones included", () => {
  const budget = createBudget();
  const trial = createTrial([], "a", budget);
  for (let count = 0; count < 17; count += 1) trial.pay();

  expect(budget.used).toBe(3);
});

test("a step down leads where it leads", () => {
  const trial = createTrial([], "a", createBudget());

  expect([trial.deeper(() => true), trial.deeper(() => false)]).toEqual([true, false]);
});

test("a pattern that cannot be tried is told with the reason, and what it is about", () => {
  const pattern = `\\A${"a".repeat(100)}`;

  expect(doubtOf(() => matchesPattern(pattern, "a", createBudget()))).toEqual({
    code: "PATTERN_IRREGULAR",
    message: `no word can be tried on ${pattern.slice(0, 80)}: it is not ECMA-262 with the flag u: Invalid escape`,
    about: { keyword: "pattern", value: pattern },
  });
  expect(doubtOf(() => matchesPattern("(a)(?i:b)\\1", "a", createBudget()))).toEqual({
    code: "PATTERN_IRREGULAR",
    message: "(?i:b) changes the flags",
  });
});

test("a matcher says what is so, that it cannot tell, or that the budget is spent", () => {
  const budget = createBudget(1000);
  const matches = createMatcher(budget);

  expect([matches("^a", "ab"), matches("^a", "ba"), matches("\\A", "a")]).toEqual([true, false, undefined]);
  expect(() => matches("^(a|aa|aaa)+\\1b$", "a".repeat(60))).toThrow(OutOfBudget);
  expect(() => matches("^b", "b".repeat(200))).toThrow(OutOfBudget);
});

test("trying all ways at once is paid for by the places that are looked at", () => {
  const cost = (pattern: string, word: string) => {
    const budget = createBudget();
    matchesPattern(pattern, word, budget);
    return budget.used;
  };

  // One step for sixteen places, each part from every place where the one before it has ended, and one for the part.
  expect(cost("ab", "a".repeat(16))).toBe((17 + 1 + 16 + 1) >> 4);
  expect(cost("^a", "a".repeat(16))).toBe((17 + 1 + 1 + 1) >> 4);
  // Beginning anywhere, the first round comes nowhere new; from one place on, every round does.
  expect(cost("a*", "a".repeat(160))).toBe((161 + 1 + 161 + 1) >> 4);
  expect(cost("^a*", "a".repeat(160))).toBe((161 + 1 + 1 + 1 + 161 * 2) >> 4);
  expect(cost("^a{50}", "a".repeat(160))).toBe((161 + 1 + 1 + 1 + 50 * 2) >> 4);
  // A round that changes nothing is the last.
  expect(cost("^(?:){50}", "a".repeat(160))).toBe((161 + 1 + 1 + 1 + 1 + 1) >> 4);
});

function doubtOf(ask: () => unknown) {
  try {
    ask();
  } catch (error) {
    if (error instanceof Undecided) return error.doubt;
    throw error;
  }
  return undefined;
}
