import { expect, test } from "vitest";
import { type JsonType, jsonTypes } from "./json-type.ts";
import { createSpecialise } from "./specialise.ts";
import { createTerms } from "./terms.ts";

test.each<
  [
    values: readonly (null | boolean | number | string)[],
    left: Partial<Record<JsonType, "all" | readonly (boolean | number | string)[]>>,
  ]
>([
  [[1, 2], { number: [1, 2] }],
  [[1, "a", "b"], { number: [1], string: ["a", "b"] }],
  [[true], { boolean: [true] }],
  [[true, false, 0], { boolean: "all", number: [0] }],
  [[null, "a"], { null: "all", string: ["a"] }],
])("of the values %j each type keeps its own", (values, left) => {
  const terms = createTerms();
  const specialise = createSpecialise(terms);
  const literal = terms.scalars(values);

  for (const type of jsonTypes) {
    const kept = left[type] ?? [];
    const special = kept === "all" ? 1 : terms.scalars(kept);
    expect([type, specialise(literal, type)]).toEqual([type, special]);
    expect([type, specialise(-literal, type)]).toEqual([type, -special]);
  }
});

test("an atom stays for its own type and says nothing of others; what is not known stays for all", () => {
  const terms = createTerms();
  const specialise = createSpecialise(terms);
  const dark = terms.atom({ kind: "opaque", name: "nobody has it" });
  const { literal: ref } = terms.ref("list");
  const unique = terms.atom({ kind: "unique" });
  terms.define(ref, terms.or([unique, terms.scalars(["a"])]));

  expect(jsonTypes.map((type) => specialise(unique, type))).toEqual([1, 1, 1, 1, unique, 1]);
  expect(jsonTypes.map((type) => specialise(-unique, type))).toEqual([-1, -1, -1, -1, -unique, -1]);
  expect(jsonTypes.map((type) => specialise(dark, type))).toEqual(jsonTypes.map(() => dark));
  expect(jsonTypes.map((type) => specialise(ref, type))).toEqual([1, 1, 1, 1, unique, 1]);
});
