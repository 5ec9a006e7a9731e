import fc from "fast-check";
import { expect, test } from "vitest";
import { createBudget } from "../../budget.ts";
import { type Automaton, allAccepted, nothingLeft } from "../automaton.ts";
import { blockOf } from "../sets/alphabet.ts";
import { engineFinds } from "../testing/engine.ts";
import { numRuns, regularPattern, wordsUpTo } from "../testing/pattern-arbitrary.ts";
import { automatonOfPattern } from "./automaton-of-pattern.ts";

const budget = createBudget(Number.POSITIVE_INFINITY);

test("where nothing is left no word leads on, and where all is accepted every word does", () => {
  fc.assert(
    fc.property(regularPattern, (pattern) => {
      const automaton = exactly(pattern);
      for (const beginning of wordsUpTo(2)) {
        const state = after(automaton, beginning);
        const found = () => wordsUpTo(2).map((word) => engineFinds(pattern, beginning + word));
        if (state === nothingLeft) expect(new Set(found())).toEqual(new Set([false]));
        if (state === allAccepted) expect(new Set(found())).toEqual(new Set([true]));
      }
    }),
    { numRuns },
  );
});

test.each([
  ["^abc$", "b"],
  ["^abc$", "abcd"],
  ["^(?:ab|cd)", "ac"],
  ["a[]", "a"],
  ["[]|^a$", "b"],
  ["a^b", "a"],
  ["^a$b", "ab"],
  ["(?:^a|^b)c$", "c"],
  ["^a{2}$", "aaa"],
])("of %s nothing is left after %j", (pattern, beginning) => {
  expect(after(exactly(pattern), beginning)).toBe(nothingLeft);
});

test.each([
  ["", ""],
  ["abc", "xabc"],
  ["^a", "a"],
  ["a|^", ""],
  ["a\\b-", "a-"],
  ["(?:a|b$){2}", "aa"],
])("of %s all is accepted after %j", (pattern, beginning) => {
  expect(after(exactly(pattern), beginning)).toBe(allAccepted);
});

test("there are as many states as the search needs, and no more", () => {
  // The start, what was read of it, and the end; where a match may begin anywhere, also that nothing was.
  expect(statesOf(exactly("^abc$"), "abc")).toBe(5);
  expect(statesOf(exactly("abc"), "abc")).toBe(5);
  expect(statesOf(exactly("a{3}b"), "ab")).toBe(6);
  // What was before matters only where a `\\b` is still to come.
  expect(statesOf(exactly("^[ab-]*$"), "ab-")).toBe(2);
  expect(statesOf(exactly("^[a-]*\\b$"), "a-")).toBe(3);
  expect(statesOf(exactly("^\\b[a-]*c"), "a-")).toBe(3);
});

test("making states is paid for once, by their size", () => {
  const cost = (pattern: string, words: readonly string[]) => {
    const own = createBudget();
    const automaton = automatonOfPattern(pattern, "exactly", own);
    if ("reason" in automaton) throw new TypeError(automaton.reason);
    for (const word of words) after(automaton, word, own);
    return own.used;
  };

  expect(cost("^abc$", ["abc", "abc"])).toBe(cost("^abc$", ["abc"]));
  expect(cost("^abc$", ["abc"])).toBeGreaterThan(cost("^abc$", ["ab"]));
  expect(cost("^(?:a{400})$", [])).toBeGreaterThan(cost("^(?:a{40})$", []) + 40);
  expect(cost("(?:.{40}a|.{40}b)$", ["ab".repeat(40)])).toBeGreaterThan(
    2 * cost("^.{40}a$", ["ab".repeat(40)]),
  );
});

test("a loose reading knows the characters that a look-around names", () => {
  const loose = automatonOfPattern("^(?:(?!a).)*(b)\\1$", "loosely", createBudget());
  if ("reason" in loose) throw new TypeError(loose.reason);
  const blocks = ["a", "b", "c"].map((one) => blockOf(loose.alphabet, one.codePointAt(0) ?? 0));

  expect(new Set(blocks).size).toBe(3);
});

function exactly(pattern: string): Automaton {
  const automaton = automatonOfPattern(pattern, "exactly", budget);
  if ("reason" in automaton) throw new TypeError(`${pattern}: ${automaton.reason}`);
  return automaton;
}

function after(automaton: Automaton, word: string, own = budget): number {
  let state = automaton.start;
  for (const character of word)
    state = automaton.step(state, blockOf(automaton.alphabet, character.codePointAt(0) ?? 0), own);
  return state;
}

/** How many states there are, over these letters. */
function statesOf(automaton: Automaton, letters: string): number {
  const seen = new Set([automaton.start]);
  for (const state of seen)
    for (const letter of letters)
      seen.add(automaton.step(state, blockOf(automaton.alphabet, letter.codePointAt(0) ?? 0), budget));
  return seen.size;
}
