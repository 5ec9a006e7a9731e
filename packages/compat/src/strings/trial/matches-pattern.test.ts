import fc from "fast-check";
import { expect, test } from "vitest";
import { createBudget, OutOfBudget } from "../../budget.ts";
import { engineFinds } from "../testing/engine.ts";
import {
  irregularPattern,
  lookingPattern,
  numRuns,
  patience,
  wordsUpTo,
} from "../testing/pattern-arbitrary.ts";
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

test("a trial of all ways at once ends as the engine's does, with look-arounds anywhere", patience, () => {
  fc.assert(
    fc.property(lookingPattern, (pattern) => {
      expect(disputed(pattern)).toEqual([]);
    }),
    { numRuns },
  );
});

test.each([
  ["^(a+)+$", "a".repeat(2000)],
  ["^(a|a)*b", "a".repeat(2000)],
  ["^(a?){30}a{30}$", "a".repeat(30)],
  ["^[a-z]{0,1000}$", "a".repeat(1000)],
  ["^(?:a{100}){100}$", "a".repeat(10_000)],
])("%s on a word that takes other engines for ever, or too deep, is decided", (pattern, word) => {
  const budget = createBudget();

  expect(matchesPattern(pattern, word, budget)).toBe(pattern !== "^(a|a)*b");
  expect(matchesPattern(pattern, `${word}-`, budget)).toBe(false);
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

test.each(["\\A", "(?i:a)"])("%s cannot be tried, so nothing is claimed of it", (pattern) => {
  expect(() => matchesPattern(pattern, "a", createBudget())).toThrow(OutOfBudget);
});
