import { expect, test } from "vitest";
import { createBudget } from "../../budget.ts";
import { matches } from "../ask.ts";
import { engineFinds } from "../testing/engine.ts";
import { wordsUpTo } from "../testing/pattern-arbitrary.ts";
import { languageOfPattern } from "./language-of-pattern.ts";

const words = wordsUpTo(3);

/** Parts of one text that stand at different ends, or are made of different pieces, are different languages. */
test.each([
  "^(?=a)[^]*(?<=a)$",
  "(?<=a)$|^(?=a)b",
  "^(?=a)b|a",
  "(?<=a)$|a",
  "a|(?<=a)$",
  "^(?=a|b)(?=ab)",
  "^(?=ab)(?=a|b)",
  "^(?!a|b)(?=ab|-)",
  "^(?!a)(?=a|b)|(?<!b)$",
  "^(?=[^]*b$)(?!b)[^]{2}",
  "^a(?<=a)$|^(?=b)b",
  "^(?=a)(?<=a)$",
  "^(?=[a-b])(?!\\d)\\w(?<![^a])$",
])("%s holds what the engine finds", (pattern) => {
  const budget = createBudget();
  const language = languageOfPattern(pattern, budget);
  if ("reason" in language) throw new TypeError(language.reason);

  expect(words.filter((word) => matches(language, word, budget) !== engineFinds(pattern, word))).toEqual([]);
});
