import fc from "fast-check";
import { expect, test } from "vitest";
import { createBudget } from "../../budget.ts";
import { parsePattern } from "../pattern/parse-pattern.ts";
import { lookingPattern, numRuns, patience, wordsUpTo } from "../testing/pattern-arbitrary.ts";
import { createTrial } from "./attempt.ts";
import { compile } from "./compile.ts";
import { effortOfPattern } from "./effort-of-pattern.ts";
import { effortOfWays } from "./ways.ts";

const a = (count: number) => "a".repeat(count);

test.each([
  ["^(a+)+b$", a(40)],
  ["^(a|a)*b", a(40)],
  ["^(a?){30}a{30}b", a(30)],
  ["^(([a-z])+.)+[A-Z]([a-z])+$", a(60)],
  [".*.*.*.*.*=", a(400)],
  ["(?<=b(a+)+)$", a(40)],
  ["^(?=(a+)+b)", a(40)],
  ["^(a|aa|aaa)+\\1b$", a(60)],
  ["^(?i:(A+)+B)$", a(60)],
])("%s on a word that takes other engines for ever is much effort", (pattern, word) => {
  expect(effortOfPattern(pattern, word, createBudget())).toBeGreaterThan(1e9);
});

test.each([
  ["^(a+)+$", a(150)],
  ["^([a-z0-9]+-?)+$", "a-long-name-of-several-words-that-match"],
  ["^[a-z]{0,1000}$", a(1000)],
  ["^[^@]+@[^@]+\\.[a-z]{2,}$", `${a(50)}@${a(50)}-`],
  ["x", a(5000)],
])("%s on a word that is soon decided is little", (pattern, word) => {
  expect(effortOfPattern(pattern, word, createBudget())).toBeLessThan(1e6);
});

test("required rounds that stay where they are each take their attempts", () => {
  const effort = (pattern: string) => {
    const tree = parsePattern(pattern);
    return "reason" in tree ? Number.NaN : effortOfWays(tree, [97, 97, 97], createBudget());
  };

  expect(effort("((?=a*aa)){20}")).toBeGreaterThan(10 * effort("((?=a*aa)){1}"));
});

test("going back takes no more attempts than there are ways", patience, () => {
  fc.assert(
    fc.property(lookingPattern, (pattern) => {
      const tree = parsePattern(pattern);
      if ("reason" in tree) return;
      const { attempt, groups } = compile(tree);
      for (const word of wordsUpTo(3)) {
        const text = Array.from(word, (character) => character.codePointAt(0) ?? 0);
        let calls = 0;
        const trial = { ...createTrial(text, pattern, createBudget(Number.POSITIVE_INFINITY)) };
        const counting = { text, pay: () => void calls++, deeper: trial.deeper };
        const nothing = Array.from({ length: groups }, () => undefined);
        for (let start = 0; start <= text.length; start += 1) attempt(counting, start, nothing, () => false);
        expect(calls).toBeLessThanOrEqual(effortOfWays(tree, text, createBudget(Number.POSITIVE_INFINITY)));
      }
    }),
    { numRuns },
  );
});
