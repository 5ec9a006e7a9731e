import { expect, test } from "vitest";
import { createBudget } from "../../budget.ts";
import { complement, intersect, isEmpty, languageOfPattern, matchesPattern } from "../index.ts";
import { wordsUpTo } from "../testing/pattern-arbitrary.ts";

test.each([
  ["^a\\-b$", "^a-b$"],
  ["^[a\\_\\-b]+\\@$", "^[a_\\-b]+@$"],
  ["^[\\w-.]+$", "^[\\w\\-.]+$"],
  ["^\\@{a}$", "^@\\{a\\}$"],
  ["a]{2}", "a\\]{2}"],
  ["^[]\\-]$", "^[]-$"],
  ['^\\"a\\ b\\"$', '^"a b"$'],
])("%s is another spelling of %s", (older, spelled) => {
  const budget = createBudget();
  const [a, b] = [languageOf(older), languageOf(spelled)];

  expect(isEmpty(intersect(a, complement(b)), budget) && isEmpty(intersect(b, complement(a)), budget)).toBe(
    true,
  );
});

test.each(["a\\-b", "[\\w-.]", "[^\\s-_]b", "a{", "a{,2}", "-]"])(
  "%s finds what the platform finds that reads it without the flag",
  (pattern) => {
    const platform = new RegExp(pattern);
    const budget = createBudget();
    // Of characters beyond the first plane that reading sees the halves.
    for (const word of wordsUpTo(3).filter((each) => !each.includes("😀")))
      expect(matchesPattern(pattern, word, budget)).toBe(platform.test(word));
  },
);

test.each([
  ["\\-\\u{61}", "sixty-one times u, or an a"],
  ["\\-\\p{L}", "the text p{L}, or letters"],
  ["\\-😀", "two halves, or one character"],
  ["^\\Aa\\Z$", "letters here, ends of the text elsewhere"],
  ["\\-\\8", "a digit, or a group that is not there"],
  ["a**", "nothing at all"],
])("%s stays unread: it is %s", (pattern) => {
  expect(languageOfPattern(pattern, createBudget())).toHaveProperty("reason");
});

function languageOf(pattern: string) {
  const language = languageOfPattern(pattern, createBudget());
  if ("reason" in language) throw new TypeError(`${pattern}: ${language.reason}`);
  return language;
}
