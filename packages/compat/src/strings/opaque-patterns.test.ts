import { expect, test } from "vitest";
import { createBudget, OutOfBudget } from "../budget.ts";
import { anyString } from "./language.ts";
import { languageOfWords } from "./language-of-words.ts";
import { type StringQuestion, solveStrings } from "./solve-strings.ts";

const question = { inside: anyString, minLength: 0, maxLength: 9, not: new Set<string>(), opaque: [] };

function all(more: Partial<StringQuestion>): string[] {
  return [...solveStrings({ ...question, ...more }, createBudget())];
}

test("what an opaque pattern surely asks narrows the search only where it is wanted", () => {
  const inside = languageOfWords(["a", "b", "ab"]);
  const ask = (wanted: boolean) => all({ inside, opaque: [{ pattern: "^(a)(?!\\1)", wanted }] });

  expect([ask(true), ask(false)]).toEqual([["a", "ab"], ["b"]]);
});

test("several of them count, each for itself", () => {
  const inside = languageOfWords(["aa", "ab", "bb", "ba"]);
  const [same, other] = ["^(.)\\1", "^(?!a)(?<!b)"];

  expect(all({ inside, opaque: [same, other].map((pattern) => ({ pattern, wanted: true })) })).toEqual([
    "bb",
  ]);
  expect(
    all({
      inside,
      opaque: [
        { pattern: same, wanted: false },
        { pattern: other, wanted: true },
      ],
    }),
  ).toEqual(["ba"]);
});

test("lengths are taken as whole ones, and from none on", () => {
  const inside = languageOfWords(["", "a", "aa", "aaa"]);

  expect(all({ inside, minLength: -1, maxLength: 0 })).toEqual([""]);
  expect(all({ inside, minLength: 0.5, maxLength: 2.5 })).toEqual(["a", "aa"]);
  expect(all({ inside, minLength: 2.5, maxLength: 2.9 })).toEqual([]);
});

test("what is given up is told with the pattern that it hangs on", () => {
  const message = "no string was found in the steps of one question, and no proof that there is none";
  const pattern = "(a)(?!a)(?=\\1)";

  expect(doubtOf({ maxLength: Number.POSITIVE_INFINITY, opaque: [{ pattern, wanted: true }] })).toEqual({
    code: "PATTERN_IRREGULAR",
    message,
    about: { keyword: "pattern", value: pattern },
  });
});

function doubtOf(more: Partial<StringQuestion>) {
  try {
    for (const _word of solveStrings({ ...question, ...more }, createBudget()));
  } catch (error) {
    if (error instanceof OutOfBudget) return error.doubt;
    throw error;
  }
  return undefined;
}
