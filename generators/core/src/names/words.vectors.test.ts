import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { wordsOf } from "./words.ts";

/** Generators of all languages name things by the same words; the files say which, and were not made by this function. */
const folder = new URL("../../../../test/vectors/names/", import.meta.url);

type Words = {
  readonly name: string;
  readonly given: { readonly name: string };
  readonly expect: { readonly words: readonly string[] };
};

type Collision = {
  readonly name: string;
  readonly given: { readonly names: readonly string[] };
  readonly expect: Readonly<Record<"sameWords" | "sameFolded", readonly (readonly string[])[]>>;
};

describe("the words of a name", () => {
  test.each(casesOf<Words>("words"))("$name", ({ given, expect: { words } }) => {
    expect(wordsOf(given.name)).toEqual(words);
  });
});

describe("names that come to the same", () => {
  test.each(casesOf<Collision>("collisions"))("$name", ({ given: { names }, expect: wanted }) => {
    expect({
      sameWords: groups(names, (name) => wordsOf(name).join(" ")),
      sameFolded: groups(names, (name) => wordsOf(name).join("")),
    }).toEqual(wanted);
  });
});

function casesOf<Case>(file: string): readonly Case[] {
  return JSON.parse(readFileSync(new URL(`${file}.json`, folder), "utf8")).cases;
}

function groups(names: readonly string[], keyOf: (name: string) => string): readonly (readonly string[])[] {
  return [...Map.groupBy(names, keyOf).values()].filter((group) => group.length > 1);
}
