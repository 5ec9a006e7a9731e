import { expect, test } from "vitest";
import { createBudget } from "../../budget.ts";
import { languageOfPattern } from "./language-of-pattern.ts";
import { parsePattern } from "./parse-pattern.ts";

test.each([
  ["as long as may be", "a".repeat(50_000)],
  ["two hundred groups deep", `${"(".repeat(200)}a${")".repeat(200)}`],
  ["of many groups side by side", "(a)".repeat(300)],
  ["of many brackets in a class", `[${"(".repeat(300)}]`],
  ["of many brackets behind an escaped end of a class", `[\\]${"(".repeat(300)}]`],
  ["of many escaped brackets", "\\(".repeat(300)],
  ["of groups that close before others open", `(${"(a)".repeat(199)})`],
])("a pattern %s is read", (_, pattern) => {
  expect(parsePattern(pattern)).toHaveProperty("alternatives");
});

test.each([
  ["longer", "a".repeat(50_001), "it is longer than 50000 characters"],
  ["deeper", `${"(".repeat(201)}a${")".repeat(201)}`, "it nests more than 200 groups"],
  ["deeper, later on", `(a)${"(".repeat(201)}a${")".repeat(201)}`, "it nests more than 200 groups"],
  [
    "deeper, behind an escaped bracket",
    `\\\\${"(".repeat(201)}a${")".repeat(201)}`,
    "it nests more than 200 groups",
  ],
  ["deeper, behind a class", `[)]${"(".repeat(201)}a${")".repeat(201)}`, "it nests more than 200 groups"],
])("a pattern that is %s is not read", (_, pattern, reason) => {
  expect(parsePattern(pattern)).toEqual({ reason });
});

/** Beside a needless escape, so that the older syntax is asked: each says there something else than with the flag u. */
test.each([
  ["a code point in braces, that is u so many times", "\\-\\u{3}"],
  ["a code point in braces within a class", "\\-[\\u{61}]"],
  ["a property, that is the letter p", "\\-\\p{L}"],
  ["a property in a class", "\\-[\\p{L}]"],
  ["two halves of a character", "\\-😀"],
  ["a range between halves", "\\-[😀-😁]"],
  ["a name of a group that is none", "\\-\\k<a>"],
])("%s is not taken for a matter of spelling: %s", (_, pattern) => {
  expect(languageOfPattern(pattern, createBudget())).toHaveProperty("reason");
});

test.each([
  "\\-(a)\\1",
  "\\-(?<x>a)\\k<x>",
  "\\-(?=a)(?!b)(?<=a)(?<!b)",
  "\\-\\b\\B^$",
  "\\-a*b+?c{2}d{2,}e{2,3}?",
  "\\-(?:a|b)|c",
  "\\-[a-z][^a-z]\\d\\D\\w\\W\\s\\S.",
  "\\-\\u0061\\x61\\t\\cA\\0",
  "\\-\\uD83D",
])("%s is a matter of spelling alone", (pattern) => {
  expect(parsePattern(pattern)).toHaveProperty("alternatives");
});
