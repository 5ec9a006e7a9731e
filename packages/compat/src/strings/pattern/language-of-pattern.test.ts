import fc from "fast-check";
import { expect, test } from "vitest";
import { createBudget } from "../../budget.ts";
import { matches } from "../ask.ts";
import { type Language, leaf } from "../language.ts";
import { engineFinds } from "../testing/engine.ts";
import { numRuns, patience, regularPattern, wordsUpTo } from "../testing/pattern-arbitrary.ts";
import { automatonOfPattern } from "./automaton-of-pattern.ts";
import { languageOfPattern } from "./language-of-pattern.ts";

const words = wordsUpTo(4);

function regular(pattern: string): Language {
  const language = languageOfPattern(pattern, createBudget());
  if ("reason" in language) throw new Error(`${pattern}: ${language.reason}`);
  return language;
}

/** The words on which automaton and engine disagree. */
function disputed(pattern: string, language = regular(pattern)): string[] {
  const budget = createBudget(Number.POSITIVE_INFINITY);
  return words.filter((word) => matches(language, word, budget) !== engineFinds(pattern, word));
}

test("an automaton accepts what the engine matches, word by word", patience, () => {
  fc.assert(
    fc.property(regularPattern, (pattern) => {
      expect(disputed(pattern)).toEqual([]);
    }),
    { numRuns },
  );
});

test.each([
  "",
  "^$",
  "$^",
  "a^b",
  "a$b",
  "(?:^|-)a(?:$|-)",
  "\\ba\\b",
  "\\b",
  "^\\B$",
  "\\b^a",
  "$\\b",
  "\\B$|\\b^",
  "a\\b$|^-",
  "(?:a|\\b)*-",
  "(?:^a|b)+$",
  "[]",
  "[^]",
  "^[^a]$",
  "^(?:(?:a*)*)*$",
  "(?:){3}a",
  "^.{2,3}$",
])("assertions, empty classes and empty loops mean what they mean to the engine: %s", (pattern) => {
  expect(disputed(pattern)).toEqual([]);
});

test.each([
  "^(?=.*a)(?=.*b).{2,}$",
  "^(?!a)",
  "^(?!.*--)[a-]+$",
  "(?!a)^[ab]",
  "^(?=a)a|^(?!a)b",
  "^(?=a|b$)..",
  "^(?=\\b)(?!a\\b)",
  "a(?<!aa)$",
  "(?<=^a|b)$",
  "^(?!a)[^]*(?<!b)$",
  "-$(?<=a-)",
])("look-arounds at an anchored end are regular: %s", (pattern) => {
  expect(disputed(pattern)).toEqual([]);
});

test.each([
  ["(a)\\1", "\\1 refers back to what a group has matched"],
  ["(?<letter>a)\\k<letter>", "\\k<letter> refers back to what a group has matched"],
  ["^(?:(?!a).)*$", "(?!a) looks around in the middle of the pattern"],
  ["(?=a)b", "(?=a) looks around in the middle of the pattern"],
  ["^a(?=b)", "(?=b) looks around in the middle of the pattern"],
  ["a(?<=b)", "(?<=b) looks around in the middle of the pattern"],
  ["^(?=(?!a)b)", "(?!a) looks around in the middle of the pattern"],
  ["(?i:a)", "(?i:a) changes the flags"],
  ["\\A", "it is not ECMA-262 with the flag u: Invalid escape"],
  ["(", "it is not ECMA-262 with the flag u: Unterminated group"],
  ["(?:a{1,1000}){1,1000}", "its counts multiply to too many states"],
  ["a".repeat(50_001), "it is longer than 50000 characters"],
  [
    String.fromCodePoint(...Array.from({ length: 1001 }, (_, index) => 0x4e00 + index)),
    "it names more than 1000 characters",
  ],
  [`${"(".repeat(201)}a${")".repeat(201)}`, "it nests more than 200 groups"],
])("%.60s is opaque, for a reason", (pattern, reason) => {
  expect(languageOfPattern(pattern, createBudget())).toEqual({ reason });
});

test.each(["^(a|b)-\\1$", "^(?:(?!ab).)*$", "a(?=b)", "(?<!a)b", "(?:(a)|b)\\1"])(
  "an automaton of the loose reading misses no word of the pattern: %s",
  (pattern) => {
    const automaton = automatonOfPattern(pattern, "loosely", createBudget());
    if ("reason" in automaton) throw new Error(automaton.reason);
    expect(disputed(pattern, leaf("loose", automaton)).filter((word) => engineFinds(pattern, word))).toEqual(
      [],
    );
  },
);

test("the same pattern is the same language, in every budget by name and in one budget by identity", () => {
  const budget = createBudget();

  expect(languageOfPattern("^a+$", budget)).toBe(languageOfPattern("^a+$", budget));
  expect(regular("^a+$").id).toBe(regular("^a+$").id);
  expect(regular("^a+$").id).not.toBe(regular("^a*$").id);
});

test("what a question costs does not depend on the questions before it", () => {
  const cost = () => {
    const budget = createBudget();
    const language = languageOfPattern("^(?:ab?)+$", budget);
    if ("reason" in language) throw new Error(language.reason);
    matches(language, "abaab", budget);
    return budget.used;
  };
  expect(cost()).toBe(cost());
});
