import { describe, expect, test } from "vitest";
import { charactersOfProperty, digits, notLineTerminators, spaces, wordCharacters } from "./classes.ts";
import {
  type CodePoints,
  complement,
  contains,
  difference,
  everyCharacter,
  rangesOf,
  union,
} from "./code-points.ts";

/** All characters on which a set and the engine disagree. */
function disputed(set: CodePoints, characterClass: string): number[] {
  const engine = new RegExp(`^${characterClass}$`, "u");
  const wrong: number[] = [];
  for (const [from, to] of rangesOf(everyCharacter))
    for (let one = from; one <= to; one += 1)
      if (contains(set, one) !== engine.test(String.fromCodePoint(one))) wrong.push(one);
  return wrong;
}

describe("a class holds what it holds for the engine, character by character", () => {
  test.each([
    [".", notLineTerminators],
    ["\\d", digits],
    ["\\D", complement(digits)],
    ["\\w", wordCharacters],
    ["\\W", complement(wordCharacters)],
    ["\\s", spaces],
    ["\\S", complement(spaces)],
  ])("%s", (characterClass, set) => {
    expect(disputed(set, characterClass)).toEqual([]);
  });

  test.each([
    "\\p{L}",
    "\\P{L}",
    "\\p{Lu}",
    "\\p{Script=Greek}",
    "\\p{Emoji}",
    "\\p{Any}",
    "\\p{ASCII}",
    "\\p{Cn}",
  ])("%s", (property) => {
    expect(disputed(charactersOfProperty(property), property)).toEqual([]);
  });

  test("surrogates are no characters, even where a property says so", () => {
    expect(charactersOfProperty("\\p{Surrogate}")).toEqual([]);
  });
});

test("a set less another, and the other, are both together", () => {
  const [letters, greek] = [charactersOfProperty("\\p{L}"), charactersOfProperty("\\p{Script=Greek}")];
  expect(union(difference(letters, greek), greek)).toEqual(union(letters, greek));
  expect(union(letters, complement(letters))).toEqual(everyCharacter);
});
