import type { Json, JsonObject } from "@concordat/json";
import fc from "fast-check";

/**
 * Random 2020-12 schemas over a few names, words and numbers, so that any two of them have something to do with each
 * other; and random values over the same. For tests only.
 */
const names = fc.constantFrom("a", "b", "ab", "__proto__");
const words = fc.constantFrom("", "a", "b", "ab", "aab");
const numbers = fc.constantFrom(0, 1, 2, 3, -1, 0.5, 1.5, 6);
const scalars: fc.Arbitrary<Json> = fc.oneof(fc.constantFrom<Json>(null, true, false), words, numbers);
const patterns = fc.constantFrom("^a", "b$", "^a+b?$", "^$", "aa");
const counts = fc.integer({ min: 0, max: 3 });
const types = fc.constantFrom("null", "boolean", "integer", "number", "string", "array", "object");

export const arbitraryValue: fc.Arbitrary<Json> = fc.letrec<{ value: Json }>((tie) => ({
  value: fc.oneof(
    { depthSize: "small", withCrossShrink: true },
    scalars,
    fc.array(tie("value"), { maxLength: 3 }),
    fc.dictionary(names, tie("value"), { maxKeys: 3 }),
  ),
})).value;

export type SchemaOptions = {
  /** Schemas refer to `#/$defs/r`, which stands for the whole again. Default false. */
  readonly recursive?: boolean;
};

export function arbitrarySchema({ recursive = false }: SchemaOptions = {}): fc.Arbitrary<Json> {
  const { schema } = fc.letrec<{ schema: Json }>((tie) => {
    const below = tie("schema");
    const list = fc.array(below, { minLength: 1, maxLength: 3 });
    const map = (keys: fc.Arbitrary<string>) => fc.dictionary(keys, below, { minKeys: 1, maxKeys: 2 });
    const keyword = (name: string, value: fc.Arbitrary<Json>): fc.Arbitrary<JsonObject> =>
      value.map((said) => ({ [name]: said }));
    const leaves = fc.oneof(
      keyword("type", fc.oneof(types, fc.uniqueArray(types, { minLength: 1, maxLength: 3 }))),
      keyword("enum", fc.array(arbitraryValue, { minLength: 1, maxLength: 3 })),
      keyword("const", arbitraryValue),
      ...["minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum"].map((name) => keyword(name, numbers)),
      keyword("multipleOf", fc.constantFrom(0.5, 1, 2, 3)),
      ...["minLength", "maxLength", "minItems", "maxItems", "minProperties", "maxProperties"].map((name) =>
        keyword(name, counts),
      ),
      keyword("pattern", patterns),
      keyword("uniqueItems", fc.constant(true)),
      keyword("required", fc.uniqueArray(names, { minLength: 1, maxLength: 2 })),
      keyword(
        "dependentRequired",
        fc.dictionary(names, fc.uniqueArray(names, { maxLength: 2 }), { maxKeys: 1 }),
      ),
    );
    const inner = fc.oneof(
      keyword("properties", map(names)),
      keyword("patternProperties", map(patterns)),
      ...["additionalProperties", "propertyNames", "items", "contains", "not"].map((name) =>
        keyword(name, below),
      ),
      ...["unevaluatedProperties", "unevaluatedItems"].map((name) => keyword(name, below)),
      keyword("prefixItems", list),
      ...["allOf", "anyOf", "oneOf"].map((name) => keyword(name, list)),
      keyword("dependentSchemas", map(names)),
      // biome-ignore lint/suspicious/noThenProperty: a keyword
      fc.record({ if: below, then: below, else: below }) as fc.Arbitrary<JsonObject>,
      fc.record({ contains: below, minContains: counts, maxContains: counts }) as fc.Arbitrary<JsonObject>,
    );
    const joined = (part: fc.Arbitrary<JsonObject>) =>
      fc
        .array(part, { minLength: 1, maxLength: 3 })
        .map((parts): Json => Object.assign({}, ...parts) as JsonObject);
    const reference = fc.constant<Json>({ properties: { a: { $ref: "#/$defs/r" } } });
    return {
      schema: fc.oneof(
        { depthSize: "small", withCrossShrink: true },
        { weight: 1, arbitrary: fc.constantFrom<Json>(true, false) },
        { weight: 5, arbitrary: joined(leaves) },
        ...(recursive ? [{ weight: 3, arbitrary: reference }] : []),
        { weight: 8, arbitrary: joined(fc.oneof(leaves, inner, inner)) },
      ),
    };
  });
  if (!recursive) return schema;
  return schema.map((whole) => ({ $ref: "#/$defs/r", $defs: { r: whole } }));
}
