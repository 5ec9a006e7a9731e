import fc from "fast-check";
import { expect, test } from "vitest";
import { createBudget, OutOfBudget } from "../../budget.ts";
import { matches } from "../ask.ts";
import { anyString, complement, emptyLanguage, intersect, type Language, union } from "../language.ts";
import { languageOfWords } from "../language-of-words.ts";
import { languageOfPattern } from "../pattern/language-of-pattern.ts";
import { contains } from "../sets/code-points.ts";
import { characters, numRuns, regularPattern, wordsUpTo } from "../testing/pattern-arbitrary.ts";
import { nowhere, type Product, productOf } from "./product.ts";

const budget = () => createBudget(Number.POSITIVE_INFINITY);

test("after so many layers the product knows of all words of that length whether they are in", () => {
  fc.assert(
    fc.property(regularPattern, regularPattern, fc.nat({ max: 2 }), (a, b, layers) => {
      const language = union(intersect(regular(a), complement(regular(b))), regular("^a*b$"));
      const product = productOf(language);
      product.grow(layers, budget());
      for (const word of wordsUpTo(layers))
        expect(accepts(product, word)).toBe(matches(language, word, budget()));
    }),
    { numRuns },
  );
});

test("it is complete once nothing is left to try, and then holds for words of any length", () => {
  const product = productOf(regular("^(?:ab){2}$"));
  const seen: (readonly [layers: number, states: number, isComplete: boolean])[] = [];
  for (const wanted of [0, 1, 2, 9]) {
    product.grow(wanted, budget());
    seen.push([product.layers, product.edges.length, product.isComplete]);
  }

  expect(seen).toEqual([
    [0, 1, false],
    [1, 2, false],
    [2, 3, false],
    [5, 5, true],
  ]);
  expect([accepts(product, "abab"), accepts(product, "ababab"), accepts(product, "ab")]).toEqual([
    true,
    false,
    false,
  ]);
});

test("what is seen to be empty has no states, and what holds everything has one", () => {
  const [nothing, everything] = [productOf(emptyLanguage), productOf(anyString)];
  everything.grow(3, budget());

  expect([nothing.edges, nothing.isComplete]).toEqual([[], true]);
  expect([everything.edges, everything.accepts, everything.isComplete]).toEqual([[[0]], [true], true]);
});

test("letters are what nobody tells apart, most readable first, and others may ask for more of them", () => {
  const first = ({ letters }: Product) => letters.map(({ ranges: [from = 0] }) => String.fromCodePoint(from));
  const language = regular("^[a-c]9*$");

  expect(first(productOf(language))).toEqual(["a", "d", "9"]);
  expect(first(productOf(language, [{ cuts: [0, 0x62, 0x63], blocks: [0, 1, 0], size: 2 }]))).toEqual([
    "a",
    "b",
    "d",
    "9",
  ]);
  // Surrogates are characters to nobody, so a block of them is no letter.
  expect(first(productOf(anyString, [{ cuts: [0, 0xd800, 0xe000], blocks: [0, 1, 0], size: 2 }]))).toEqual([
    "a",
  ]);
});

test("a part that no longer matters does not multiply the states", () => {
  const words = languageOfWords(["aaaa", "bbbb"]);
  const counting = regular("^(?:.{3})*$");
  const product = productOf(intersect(words, counting));
  product.grow(20, budget());

  // The tree of words, less its ends, of which none is counted right.
  expect(product.edges.length).toBeLessThanOrEqual(9);
  expect(product.accepts).not.toContain(true);
  const either = productOf(union(regular("^a"), counting));
  either.grow(20, budget());
  expect(either.edges.length).toBe(5);
});

test("each state is paid for once, by its letters and automata", () => {
  const own = createBudget();
  const product = productOf(regular("^a{9}$"));
  product.grow(4, own);
  const after = own.used;
  product.grow(4, own);

  expect(own.used).toBe(after);
  expect(() => productOf(regular("^a{9}$")).grow(9, createBudget(10))).toThrow(OutOfBudget);
  const cost = (language: Language) => {
    const each = createBudget();
    productOf(language).grow(1, each);
    return each.used;
  };
  const letters = Array.from({ length: 40 }, (_, index) => String.fromCodePoint(0x4e00 + 2 * index));
  expect(cost(languageOfWords(letters))).toBe(2 + Math.floor(41 / 4));
});

function regular(pattern: string): Language {
  const language = languageOfPattern(pattern, budget());
  if ("reason" in language) throw new TypeError(language.reason);
  return language;
}

function accepts({ edges, accepts: isEnd, letters }: Product, word: string): boolean {
  let state = isEnd.length === 0 ? nowhere : 0;
  for (const character of word) {
    const letter = letters.findIndex(({ ranges }) => isAmong(ranges, character));
    state = edges[state]?.[letter] ?? nowhere;
  }
  return isEnd[state] === true;
}

function isAmong(ranges: readonly number[], character: string): boolean {
  const one = character.codePointAt(0) ?? 0;
  return ranges.some((from, index) => index % 2 === 0 && contains([from, ranges[index + 1] ?? from], one));
}

test("the characters that are tried belong to one letter each", () => {
  const { letters } = productOf(regular("^\\w\\s[^-]$"));
  for (const character of characters)
    expect(letters.filter(({ ranges }) => isAmong(ranges, character))).toHaveLength(1);
});
