import { expect, test } from "vitest";
import { meaningOf, spelledForUnicode } from "./older-syntax.ts";
import { parsePattern } from "./parse-pattern.ts";

/** No two of them say the same. */
const different = [
  ...["", "a", "b", "ab", "a|b", "b|a", "a|", "|a", "(?:a)", "(a)", "(?:a|b)", "(?:ab)", "(a)(b)", "(a(b))"],
  ...["^", "$", "\\b", "\\B", "(?=a)", "(?!a)", "(?<=a)", "(?<!a)", "(?=b)", "(?=a|b)", "(?=ab)"],
  ...["a*", "a+", "a?", "a*?", "a{2}", "a{3}", "a{2,}", "a{2,3}", "a{2,3}?", "b*", "(?:a*)*"],
  ...["[]", "[^]", "[a]", "[^a]", "[ab]", "[ba]", "[a-b]", "[^a-b]", "[a-c]", "[b-c]", "[a-bc]", "[a\\-b]"],
  ...[".", "\\d", "\\D", "\\w", "\\W", "\\s", "\\S", "[\\d]", "[^\\d]", "\\p{L}", "\\P{L}", "\\p{N}"],
  ...["(a)\\1", "(a)(b)\\1", "(a)(b)\\2", "(?<x>a)\\k<x>b", "11", "1 1"],
];

test("what differs in meaning differs in what is said of it", () => {
  const met = new Map<string, string>();
  for (const pattern of different) {
    const meaning = said(pattern);
    expect([pattern, met.get(meaning)]).toEqual([pattern, undefined]);
    met.set(meaning, pattern);
  }
});

test.each([
  ["\\u0061", "a"],
  ["\\x61", "a"],
  ["[\\u{61}-\\x62]", "[a-b]"],
  ["a{1,}", "a+"],
  ["\\/", "/"],
])("%s is %s, written otherwise", (one, other) => {
  expect(said(one)).toBe(said(other));
});

test.each([
  ["\\-a", "-a"],
  ["[\\-a]", "[\\-a]"],
  ["[\\_]", "[_]"],
  ["\\\\-", "\\\\-"],
  ["{}]", "\\{\\}\\]"],
  ["[{}]", "[{}]"],
  ["[[]]", "[[]\\]"],
  ["a{2}b{12,}c{1,34}{", "a{2}b{12,}c{1,34}\\{"],
  ["[\\w-a]-", "[\\w\\-a]-"],
  ["[a-\\w-]-", "[a-\\w\\-]-"],
  ["[ab-]", "[ab-]"],
  ["-]", "-\\]"],
  ["\\d-[-]", "\\d-[-]"],
  ["\\a\\1\\q", "\\a\\1\\q"],
  ["\\ \\!\\~\\:", " !~:"],
])("%s is spelled %s for the flag u", (pattern, spelled) => {
  expect(spelledForUnicode(pattern)).toBe(spelled);
});

function said(pattern: string): string {
  const tree = parsePattern(pattern);
  if ("reason" in tree) throw new TypeError(`${pattern}: ${tree.reason}`);
  return meaningOf(tree);
}
