import { canonicalize, type Json, jsonEquals, parseJson } from "@concordat/json";
import { createValidator } from "@concordat/validator";
import { describe, expect, test } from "vitest";
import { readCases } from "./read-cases.ts";

type Given = { readonly texts: readonly string[] };
type Expect = { readonly equal: boolean };

/** Equality is one thing, whoever asks: the comparison itself, the canonical form, or a rule of a contract. */
describe.each(["numbers/equal", "unicode/equal", "null-and-empty/equal"])("%s", (file) => {
  test.each(readCases<Given, Expect>(file))("$name", ({ given, expect: { equal } }) => {
    const values = given.texts.map((text) => parseJson(text));
    for (const [index, one] of values.entries())
      for (const other of values.slice(index + 1))
        expect(saidOf(one, other)).toEqual([equal, equal, equal, equal]);
  });
});

function saidOf(one: Json, other: Json): readonly boolean[] {
  return [
    jsonEquals(one, other),
    canonicalize(one) === canonicalize(other),
    createValidator({ const: one })(other).valid,
    !createValidator({ uniqueItems: true })([one, other]).valid,
  ];
}
