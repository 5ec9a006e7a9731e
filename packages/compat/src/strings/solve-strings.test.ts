import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { createBudget, OutOfBudget } from "../budget.ts";
import { includes, isEmpty, matches } from "./ask.ts";
import { anyString, complement, emptyLanguage, intersect, type Language, union } from "./language.ts";
import { languageOfWords } from "./language-of-words.ts";
import { languageOfPattern } from "./pattern/language-of-pattern.ts";
import { type StringQuestion, solveStrings } from "./solve-strings.ts";
import { characters, numRuns, patience, regularPattern, wordsUpTo } from "./testing/pattern-arbitrary.ts";

const all = Number.POSITIVE_INFINITY;

function pattern(source: string): Language {
  const language = languageOfPattern(source, createBudget());
  if ("reason" in language) throw new Error(language.reason);
  return language;
}

/** So many words, and whether the list ended there. */
function solve(question: Partial<StringQuestion>, count = 4, steps?: number): [words: string[], how: string] {
  const whole = {
    inside: anyString,
    minLength: 0,
    maxLength: all,
    not: new Set<string>(),
    opaque: [],
    ...question,
  };
  const words: string[] = [];
  try {
    for (const word of solveStrings(whole, createBudget(steps)))
      if (words.push(word) === count) return [words, "goes on"];
    return [words, "ends"];
  } catch (error) {
    if (error instanceof OutOfBudget) return [words, "gives up"];
    throw error;
  }
}

describe("witnesses are the shortest, of the most readable characters", () => {
  test.each<[what: string, question: Partial<StringQuestion>, words: string[], how: string]>([
    ["any string", {}, ["", "a", "b", "c"], "goes on"],
    ["two small letters", { inside: pattern("^[a-z]{2}$") }, ["aa", "ab", "ac", "ad"], "goes on"],
    ["a word of its own", { inside: pattern("\\bfoo\\b") }, ["foo", "foo-", "-foo", "foo."], "goes on"],
    ["not small letters", { inside: complement(pattern("^[a-z]*$")) }, ["A", "B", "C", "D"], "goes on"],
    ["one of each kind first", { inside: pattern("^[a-c0]$") }, ["a", "b", "c", "0"], "goes on"],
    ["controls last", { inside: pattern("^[\\0-\\x20€]$") }, [" ", "€", "\t", "\n"], "goes on"],
    ["capitals where the case is free", { inside: pattern("^[Tt]$") }, ["T", "t"], "ends"],
    ["listed words", { inside: languageOfWords(["b", "a", "abc", "a"]) }, ["a", "b", "abc"], "ends"],
    ["no words", { inside: languageOfWords([]) }, [], "ends"],
    [
      "listed words by a pattern",
      { inside: intersect(languageOfWords(["b", "abc"]), pattern("^a")) },
      ["abc"],
      "ends",
    ],
    ["all but these", { not: new Set(["", "a", "c"]) }, ["b", "d", "e", "f"], "goes on"],
    [
      "lengths in characters",
      { inside: pattern("^😀*$"), minLength: 2, maxLength: 3 },
      ["😀😀", "😀😀😀"],
      "ends",
    ],
    ["lengths that no word has", { inside: pattern("^(?:abc)*$"), minLength: 4, maxLength: 5 }, [], "ends"],
    ["longest before shortest", { minLength: 2, maxLength: 1 }, [], "ends"],
    ["nothing", { inside: emptyLanguage }, [], "ends"],
  ])("%s", (_, question, words, how) => {
    expect(solve(question)).toEqual([words, how]);
  });
});

describe("opaque patterns are tried", () => {
  test("a back-reference that must hold", () => {
    const opaque = [{ pattern: "^(\\w+)-\\1$", wanted: true }];
    expect(solve({ opaque }, 2)).toEqual([["a-a", "aa-aa"], "goes on"]);
  });

  test("a look-ahead that must fail is made to fail with the characters it names", () => {
    const opaque = [{ pattern: "^(?:(?!foo)[^])*$", wanted: false }];
    expect(solve({ opaque }, 1)).toEqual([["foo"], "goes on"]);
  });

  test("of finitely many words each is tried, so that the end is a proof", () => {
    const opaque = [{ pattern: "^(.)\\1$", wanted: true }];
    expect(solve({ inside: pattern("^[a-d]{2}$"), not: new Set(["bb"]), opaque })).toEqual([
      ["aa", "cc", "dd"],
      "ends",
    ]);
  });

  test("of infinitely many words none may fit, and that is no proof", () => {
    expect(solve({ opaque: [{ pattern: "(a)(?!a)(?=\\1)", wanted: true }] }, 1, 20_000)).toEqual([
      [],
      "gives up",
    ]);
  });

  test("a pattern that cannot be tried is no proof", () => {
    expect(solve({ opaque: [{ pattern: "(?i:a)", wanted: true }] })).toEqual([[], "gives up"]);
  });
});

describe("large questions stay small", () => {
  test("65,535 characters are no automaton", () => {
    const [[word = ""], how] = solve({ minLength: 65_535, maxLength: 65_535 }, 1);
    expect([word.length, how]).toEqual([65_535, "goes on"]);
  });

  test("nor are they when a pattern counts them", () => {
    const inside = intersect(pattern("^.{0,4000}$"), complement(pattern("^.{0,3999}$")));
    expect(solve({ inside }, 1)[0].map((word) => word.length)).toEqual([4000]);
  });

  test("a length that no memory holds is given up", () => {
    expect(solve({ minLength: 4_294_967_296 })).toEqual([[], "gives up"]);
  });

  test("where a match may begin anywhere, not every beginning is remembered", () => {
    expect(solve({ inside: pattern("x{40}") }, 1)).toEqual([["x".repeat(40)], "goes on"]);
    expect(solve({ inside: complement(pattern("x[^y]{40}z")) }, 1)).toEqual([[""], "goes on"]);
  });

  test("a pattern of many states gives its short words", () => {
    const url =
      "^https?://(?:www\\.)?[-a-zA-Z0-9@:%._+~#=]{1,256}\\.[a-zA-Z0-9()]{1,6}\\b(?:[-a-zA-Z0-9()@:%_+.~#?&//=]*)$";
    expect(solve({ inside: pattern(url) }, 1)).toEqual([["http://a.a"], "goes on"]);
  });

  test("half a million states are given up rather than walked for ever", () => {
    const inside = pattern("^(?:a|b)*a(?:a|b){18}$");
    expect(solve({ inside }, 1)).toEqual([[], "gives up"]);
    expect(solve({ inside: intersect(inside, pattern("^a{19}$")) })).toEqual([["a".repeat(19)], "ends"]);
  });

  test("five thousand words less all but one are one", () => {
    const words = Array.from({ length: 5000 }, (_, index) => `word-${index}`);
    const rest = languageOfWords(words.slice(1));
    expect(solve({ inside: intersect(languageOfWords(words), complement(rest)) })).toEqual([
      ["word-0"],
      "ends",
    ]);
  });

  test("a search that finds nothing is paid for, however short the words", () => {
    const inside = pattern("^(?:[ab]{20}|b*)$");
    const opaque = [{ pattern: "^(a)\\1b", wanted: true }];
    expect(solve({ inside, maxLength: 19, opaque })).toEqual([[], "ends"]);
    expect(
      solve({ inside: pattern("^[ab]{30}$"), opaque: [{ pattern: "(a)\\1c", wanted: true }] }, 1)[1],
    ).toBe("ends");
    expect(
      solve({ inside: pattern("^[a-h]{12}$"), opaque: [{ pattern: "^(.)(?!\\1)(?=\\1)", wanted: true }] }, 1),
    ).toEqual([[], "gives up"]);
  });

  test("a search among many excluded words goes on past them", () => {
    const not = new Set(wordsUpTo(5));
    const [[word = ""]] = solve({ inside: pattern(`^[${characters.join("")}]*$`), not }, 1);
    expect(word).toBe("aaaaaa");
  });
});

describe("the algebra of languages", () => {
  const p = pattern("^a+$");
  const q = pattern("^aa*$");

  test("what cancels is seen without walking", () => {
    expect(intersect(p, complement(p))).toBe(emptyLanguage);
    expect(union(p, complement(p))).toBe(anyString);
    expect(complement(complement(p))).toBe(p);
    expect(intersect(p, anyString, p)).toBe(p);
    expect(intersect(q, p).id).toBe(intersect(p, q).id);
  });

  test("a text cannot forge the id of a combination", () => {
    expect(pattern('a" and matches "b').id).not.toBe(intersect(pattern("a"), pattern("b")).id);
  });

  test("inclusion is decided, whatever the spelling", () => {
    const budget = createBudget();
    expect([includes(p, q, budget), includes(q, p, budget)]).toEqual([true, true]);
    expect([includes(pattern("a"), p, budget), includes(p, pattern("a"), budget)]).toEqual([true, false]);
    expect(isEmpty(intersect(p, pattern("b")), budget)).toBe(true);
  });

  test(
    "combinations hold the words that their parts say, and a list has all of them and no other",
    patience,
    () => {
      const short = wordsUpTo(3);
      const small = pattern(`^[${characters.join("")}]*$`);
      fc.assert(
        fc.property(regularPattern, regularPattern, regularPattern, (a, b, c) => {
          const [first, second, third] = [pattern(a), pattern(b), pattern(c)];
          const language = union(intersect(first, complement(second)), intersect(third, second));
          const budget = createBudget(Number.POSITIVE_INFINITY);
          const has = (part: Language) => (word: string) => matches(part, word, budget);
          const expected = short.filter((word) => (has(second)(word) ? has(third)(word) : has(first)(word)));
          expect(short.filter(has(language))).toEqual(expected);
          const [words, how] = solve({ inside: intersect(language, small), maxLength: 3 }, 1000);
          expect(words.toSorted()).toEqual(expected.toSorted());
          expect(words.map((word) => [...word].length)).toEqual(expected.map((word) => [...word].length));
          expect(how).toBe("ends");
        }),
        { numRuns },
      );
    },
  );
});
