import { expect, test } from "vitest";
import { createBudget } from "../../budget.ts";
import { engineFinds } from "../testing/engine.ts";
import { matchesPattern } from "./matches-pattern.ts";

const words = ["", "a", "aa", "aaa", "aaaa", "aaaaa", "b", "ab", "ba", "aab", "abab", "😀", "😀😀"];
const counts = ["*", "+", "?", "{0}", "{1}", "{2}", "{0,1}", "{0,2}", "{1,2}", "{1,3}", "{2,}", "{3,3}"];

test.each(counts.flatMap((count) => [count, `${count}?`]))(
  "as often as %s says, in both ways of trying",
  (count) => {
    for (const body of ["a", "(?:ab?)", "(a|)", "[^]", "(?:)", "(?:a|aa)"])
      for (const rest of ["$", "b$", ""]) {
        expectAsInEngine(`^${body}${count}${rest}`);
        // A group that nobody is in, and a reference to it: so ways are tried one after the other.
        expectAsInEngine(`^()\\1${body.replace("(a|)", "(?:a|)")}${count}${rest}`);
        expectAsInEngine(`(?<=^${body}${count})${rest}`);
      }
  },
);

test.each([
  "^(?:(a)|b|)+\\1$",
  "^(?:(a)|b|){1,}\\1$",
  "^(?:(a)|b|){2,}\\1$",
  "^(?:(a)|b|)*?\\1$",
  "^(?:(a)(b)?)*\\2$",
  "^(a*)*\\1$",
  "^(a*?)+?\\1$",
  "^(?:(a)|(b))*\\1\\2$",
  "^(?=(a*))\\1b$",
  "(?<!(a)b)\\1",
  "(?<=(a)(?<=\\1))b",
])("a round that matches nothing is none, and forgets nothing: %s", (pattern) => {
  expectAsInEngine(pattern);
});

function expectAsInEngine(pattern: string): void {
  const budget = createBudget();
  for (const word of words)
    expect([pattern, word, matchesPattern(pattern, word, budget)]).toEqual([
      pattern,
      word,
      engineFinds(pattern, word),
    ]);
}
