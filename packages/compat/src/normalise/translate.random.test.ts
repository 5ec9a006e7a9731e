import { isObject, type Json, type JsonObject } from "@concordat/json";
import { witnessValidators } from "@concordat/validator/witness-validators";
import fc from "fast-check";
import { expect, test } from "vitest";
import { arbitrarySchema, arbitraryValue } from "../testing/arbitrary-schema.ts";
import { numRunsOf } from "../testing/num-runs.ts";
import { createTranslations } from "../testing/translations.ts";

/**
 * The truth here are validators that share no code with ours, asked about random values. Both have mistakes of their own
 * in what `unevaluated…` has left over, though not the same ones: so a value is disputed if we stand alone.
 */
const others = ["cfworker", "ajv"].map((name) => witnessValidators.find((each) => each.name === name));
const values = fc.array(arbitraryValue, { minLength: 10, maxLength: 10 });

test("a schema accepts what a validator accepts", () => {
  const schemas = fc.oneof(arbitrarySchema(), arbitrarySchema({ recursive: true }));
  fc.assert(
    fc.property(schemas, values, (schema, some) => {
      expect(disputed(schema, some)).toEqual([]);
    }),
    { numRuns: numRunsOf(500, 20_000) },
  );
});

/** Branches of all kinds, each of which looks at some members and items, and two levels of them. */
const branch = (below: fc.Arbitrary<Json>): fc.Arbitrary<JsonObject> => {
  const list = fc.array(below, { minLength: 1, maxLength: 3 });
  return fc.oneof(
    ...["anyOf", "oneOf", "allOf"].map((name) => list.map((all): JsonObject => ({ [name]: all }))),
    below.map((one): JsonObject => ({ not: one })),
    fc.tuple(below, below, below, fc.nat({ max: 3 })).map(([test, one, other, which]) => ({
      if: test,
      // biome-ignore lint/suspicious/noThenProperty: a keyword
      ...(which % 2 === 0 && { then: one }),
      ...(which < 2 && { else: other }),
    })),
    below.map((one): JsonObject => ({ dependentSchemas: { a: one } })),
    fc.constantFrom<JsonObject>({ $ref: "#/$defs/a" }, { $ref: "#/$defs/b" }),
  );
};
const looking: fc.Arbitrary<Json> = fc.constantFrom<Json>(
  ...[
    { properties: { a: {} } },
    { patternProperties: { b$: {} } },
    { properties: { b: { type: "string" } } },
  ],
  ...[
    { required: ["a"] },
    { minItems: 2 },
    { maxProperties: 1 },
    { additionalProperties: { type: "number" } },
  ],
  ...[{ prefixItems: [{}] }, { prefixItems: [{}, { type: "null" }] }, { items: { type: "string" } }],
  ...[{ contains: { type: "string" } }, { contains: { const: 1 }, minContains: 0 }, true, false],
  ...[{ unevaluatedItems: { type: "string" } }, { unevaluatedProperties: { type: "string" } }],
);
const $defs: JsonObject = {
  a: { properties: { a: {} } },
  b: {
    anyOf: [
      { prefixItems: [{}], maxItems: 1 },
      { properties: { b: {} }, required: ["b"] },
    ],
  },
};
const either = (all: fc.Arbitrary<Json>) => fc.oneof(all, looking);
const unevaluated = fc.constantFrom<JsonObject>(
  { unevaluatedProperties: false },
  { unevaluatedItems: false },
  { unevaluatedItems: { type: "number" }, unevaluatedProperties: { type: "number" } },
);

test("what is left over of a value is what a validator has left over", () => {
  const schemas = fc
    .tuple(unevaluated, branch(either(branch(looking))), branch(either(branch(looking))), looking)
    .map(
      ([last, one, other, own]): Json => ({
        $defs,
        allOf: [other],
        ...one,
        ...(isObject(own) ? own : {}),
        ...last,
      }),
    );
  fc.assert(
    fc.property(schemas, fc.array(shallow, { minLength: 20, maxLength: 20 }), (schema, some) => {
      expect(disputed(schema, some)).toEqual([]);
    }),
    { numRuns: numRunsOf(500, 20_000) },
  );
});

const shallow: fc.Arbitrary<Json> = fc.oneof(
  fc.array(fc.constantFrom<Json>(0, 1, "a", null), { maxLength: 3 }),
  fc.dictionary(fc.constantFrom("a", "b", "ab", "c"), fc.constantFrom<Json>(0, "a", null), { maxKeys: 3 }),
);

function disputed(schema: Json, some: readonly Json[]): Json[] {
  const { accepts } = createTranslations().translate(schema);
  let open = some;
  for (const validator of others) {
    if (open.length === 0) break;
    const theirs = validator?.compile({
      schema,
      documents: new Map(),
      dialect: "2020-12",
      assertsFormat: false,
    });
    open = open.filter((value) => accepts(value) !== theirs?.(value));
  }
  return open.map((value) => [schema, value]);
}
