import fc from "fast-check";
import { expect, test } from "vitest";
import { createBudget } from "../../budget.ts";
import { matches } from "../ask.ts";
import { intersect, type Language } from "../language.ts";
import { languageOfPattern } from "../pattern/language-of-pattern.ts";
import { characters, numRuns, regularPattern, wordsUpTo } from "../testing/pattern-arbitrary.ts";
import { productOf } from "./product.ts";
import { wordsOf } from "./words.ts";

const budget = () => createBudget(Number.POSITIVE_INFINITY);
const overTheLetters = regular(`^[${characters.join("")}]*$`);

test("between two lengths each word comes once and no other comes, and then they end", () => {
  fc.assert(
    fc.property(regularPattern, fc.nat({ max: 3 }), fc.nat({ max: 3 }), (pattern, shortest, longest) => {
      const language = intersect(regular(pattern), overTheLetters);
      const words = [...wordsOf(productOf(language), shortest, longest, budget())];
      const expected = wordsUpTo(longest).filter(
        (word) => [...word].length >= shortest && matches(language, word, budget()),
      );

      expect(words.toSorted()).toEqual(expected.toSorted());
    }),
    { numRuns },
  );
});

test("where all words are of one length, that is found, however far it is, and others are not waited for", () => {
  expect([...wordsOf(productOf(regular("^a{300}$")), 0, Number.POSITIVE_INFINITY, budget())]).toEqual([
    "a".repeat(300),
  ]);
  expect([...wordsOf(productOf(regular("^(?:a{3}|a{6})$")), 4, Number.POSITIVE_INFINITY, budget())]).toEqual([
    "a".repeat(6),
  ]);
  expect([...wordsOf(productOf(regular("^(?:a{3})*$")), 4, 5, budget())]).toEqual([]);
  expect([...wordsOf(productOf(regular("^a{0,2}$")), 3, 9, budget())]).toEqual([]);
  expect([...wordsOf(productOf(regular("^a{0,2}$")), 2, 1, budget())]).toEqual([]);
});

test("among a million words of one length the longer ones get their turn", () => {
  const words = wordsOf(productOf(regular("^[^]+$")), 1, Number.POSITIVE_INFINITY, budget());
  const lengths = new Map<number, number>();
  for (let count = 0; count < 5000; count += 1) {
    const { length } = [...(words.next().value ?? "")];
    lengths.set(length, (lengths.get(length) ?? 0) + 1);
  }

  expect(lengths.get(1)).toBe(64 + 256);
  expect(lengths.get(4)).toBe(64 + (5000 - 64 * 64 - 3 * 256));
  expect(lengths.size).toBe(64);
});

test("first come words of the most readable characters, then those that differ from them", () => {
  const words = [...wordsOf(productOf(regular("^[a-c][x-y]$")), 0, 9, budget())];

  expect(words).toEqual(["ax", "ay", "bx", "by", "cx", "cy"]);
  expect([...wordsOf(productOf(regular("^[ab]-?$")), 0, 9, budget())]).toEqual(["a", "b", "a-", "b-"]);
});

test("what was tried in vain from a place is not tried from there again", () => {
  const own = createBudget();
  const [word] = wordsOf(productOf(regular("^(?:[ab]{12}c{5}|[^c]*d{20})$")), 17, 17, own);

  expect(word).toBe(`${"a".repeat(12)}ccccc`);
  expect(own.used).toBeLessThan(2000);
});

function regular(pattern: string): Language {
  const language = languageOfPattern(pattern, budget());
  if ("reason" in language) throw new TypeError(language.reason);
  return language;
}
