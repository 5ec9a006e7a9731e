import { checkCompatibility } from "@concordat/compat";
import type { Json } from "@concordat/json";
import fc from "fast-check";
import { expect, test } from "vitest";
import { withAlikeMembersOpen } from "./alike-members.ts";

const text = { type: "string", maxLength: 5 };

test("what both say alike is left open, what they say otherwise stays", () => {
  const writer = { properties: { a: text, b: { type: "integer" } }, required: ["a"] };
  const reader = { properties: { a: text, b: { type: "number" }, c: {} } };

  expect(withAlikeMembersOpen({ writer, reader })).toEqual({
    writer: { properties: { b: { type: "integer" } }, required: ["a"] },
    reader: { properties: { b: { type: "number" }, c: {} } },
  });
  const closed = { ...reader, additionalProperties: false };
  expect(withAlikeMembersOpen({ writer, reader: closed })).toEqual({
    writer: { properties: { a: {}, b: { type: "integer" } }, required: ["a"] },
    reader: { properties: { a: {}, b: { type: "number" }, c: {} }, additionalProperties: false },
  });
});

test.each<[string, Json, Json]>([
  ["nothing is alike", { properties: { a: text } }, { properties: { a: {} } }],
  ["one has no members", { properties: { a: text } }, { type: "object" }],
  ["one is no object", { properties: { a: text } }, true],
  ["the drafts differ", { $schema: "x", properties: { a: text } }, { properties: { a: text } }],
  [
    "something refers to something",
    { properties: { a: text, b: { $ref: "#/properties/a" } } },
    { properties: { a: text } },
  ],
])("%s: the pair stays as it is", (_what, writer, reader) => {
  expect(withAlikeMembersOpen({ writer, reader })).toBeUndefined();
});

const member: fc.Arbitrary<Json> = fc.constantFrom<Json[]>(
  text,
  { type: "string", maxLength: 9 },
  { type: "integer" },
  { type: ["integer", "null"], minimum: 0 },
  { enum: [1, "x"] },
  { type: "object", properties: { z: { type: "string" } }, required: ["z"] },
  { not: { type: "string" } },
);
const around = fc.constantFrom<Json[]>(
  {},
  { required: ["a"] },
  { additionalProperties: false },
  { unevaluatedProperties: false },
  { minProperties: 2 },
  { patternProperties: { "^[ab]$": { type: ["string", "integer", "null"] } } },
  { dependentSchemas: { a: { properties: { b: { type: "string" } } } } },
  { anyOf: [{ required: ["a"] }, { properties: { c: { type: "integer" } } }] },
  { if: { properties: { a: { type: "integer" } } }, else: { required: ["b"] } },
  { not: { required: ["c"] } },
);
const schema = fc
  .tuple(fc.dictionary(fc.constantFrom("a", "b", "c"), member), around, around)
  .map(([properties, one, other]): Json => ({ ...(one as object), ...(other as object), properties }));

test("whoever proves what is left has proved the whole", () => {
  fc.assert(
    fc.property(schema, schema, (writer, reader) => {
      const less = withAlikeMembersOpen({ writer, reader });
      if (less === undefined) return;
      const ask = (pair: typeof less) => checkCompatibility({ ...pair, writerView: "as-written" }).status;
      if (ask(less) === "compatible") expect(ask({ writer, reader })).toBe("compatible");
    }),
    { numRuns: 400 },
  );
});
