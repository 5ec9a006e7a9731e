import fc from "fast-check";
import { expect, test } from "vitest";
import { createBudget, OutOfBudget } from "../../budget.ts";
import { engineFinds } from "../testing/engine.ts";
import { irregularPattern, numRuns, patience, wordsUpTo } from "../testing/pattern-arbitrary.ts";
import { matchesPattern } from "./matches-pattern.ts";

const words = wordsUpTo(3);

function disputed(pattern: string): string[] {
  const budget = createBudget(Number.POSITIVE_INFINITY);
  return words.filter((word) => matchesPattern(pattern, word, budget) !== engineFinds(pattern, word));
}

test("a trial ends as the engine's does, with back-references and look-arounds anywhere", patience, () => {
  fc.assert(
    fc.property(irregularPattern, (pattern) => {
      expect(disputed(pattern)).toEqual([]);
    }),
    { numRuns },
  );
});

test.each([
  "^(?:(a)|b)*\\1$",
  "^(a)?b\\1$",
  "^(?:(a)|b\\1)+$",
  "^(?<x>a)|(?<x>b)\\k<x>$",
  "(?<=(a|ab))-\\1",
  "(?<=\\1(a))b",
  "^(?=(a))\\1b",
  "^(?!(a))\\1b",
  "^(?:a*?)*?$",
  "^(?:){2,}$",
  "\\1(a)",
])("groups forget, and loops end, as in the engine: %s", (pattern) => {
  expect(disputed(pattern)).toEqual([]);
});

test("a pattern that would take an engine for ever is given up", () => {
  const attempt = () => matchesPattern("^(a|aa|aaa)+\\1b$", "a".repeat(60), createBudget(10_000));
  expect(attempt).toThrow(OutOfBudget);
});

test.each(["[\\w-.]", "(?i:a)"])("%s cannot be tried, so nothing is claimed of it", (pattern) => {
  expect(() => matchesPattern(pattern, "a", createBudget())).toThrow(OutOfBudget);
});
