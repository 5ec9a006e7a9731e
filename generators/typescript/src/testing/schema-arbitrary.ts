import type { Json, JsonObject } from "@concordat/json";
import fc from "fast-check";

/** Random 2020-12 schemas of what types are made of, over few names, so that their parts meet. For tests only. */
const names = fc.constantFrom("a", "b", "x-c", "__proto__", "toString", "a b");
const scalars = fc.constantFrom<Json>(null, true, false, 0, 1, 1.5, -1, "", "a", "b", "*/");
const types = fc.constantFrom("null", "boolean", "integer", "number", "string", "array", "object");
const patterns = fc.constantFrom("^x-", "^a", "b$", "^(a|b)$", "[ab]", ".*", "^x-c$");
const counts = fc.integer({ min: 0, max: 3 });
// biome-ignore lint/suspicious/noTemplateCurlyInString: what a contract might say
const description = fc.constantFrom("*/ x", "@deprecated", "`${a}`", "a\u2028b");
const definitions = ["first", "second", "third"];

const values = fc.letrec<{ value: Json }>((tie) => ({
  value: fc.oneof(
    { depthSize: "small" },
    scalars,
    fc.array(tie("value"), { maxLength: 2 }),
    fc.dictionary(names, tie("value"), { maxKeys: 2 }),
  ),
})).value;

export function arbitrarySchema(): fc.Arbitrary<Json> {
  const { schema } = fc.letrec<{ schema: Json; deep: Json }>((tie) => {
    const below = tie("schema");
    const said = (name: string, value: fc.Arbitrary<Json>) => value.map((is): JsonObject => ({ [name]: is }));
    const list = fc.array(below, { minLength: 1, maxLength: 3 });
    const map = (keys: fc.Arbitrary<string>) => fc.dictionary(keys, below, { minKeys: 1, maxKeys: 3 });
    const required = fc.uniqueArray(names, { minLength: 1, maxLength: 2 });
    const leaves = [
      said("type", fc.oneof(types, fc.uniqueArray(types, { minLength: 1, maxLength: 3 }))),
      said("enum", fc.array(values, { minLength: 1, maxLength: 3 })),
      said("const", values),
      said("required", required),
      said("minItems", counts),
      said("maxItems", counts),
      said("description", description),
      said("dependentRequired", fc.dictionary(names, required, { maxKeys: 1 })),
      said("propertyNames", fc.constantFrom<Json>({ enum: ["a", "b"] }, { pattern: "^a" }, false)),
      said("maxProperties", fc.constantFrom(0, 1)),
      said(
        "$ref",
        fc.constantFrom(...definitions).map((name) => `#/$defs/${name}`),
      ),
    ];
    const inner = [
      said("properties", map(names)),
      said("patternProperties", map(patterns)),
      ...[
        "additionalProperties",
        "items",
        "not",
        "contains",
        "unevaluatedProperties",
        "unevaluatedItems",
      ].map((name) => said(name, below)),
      ...["allOf", "anyOf", "oneOf", "prefixItems"].map((name) => said(name, list)),
      said("dependentSchemas", map(names)),
      // biome-ignore lint/suspicious/noThenProperty: a keyword
      fc.record({ if: below, then: below, else: below }) as fc.Arbitrary<JsonObject>,
    ];
    const joined = (...parts: fc.Arbitrary<JsonObject>[]) =>
      fc
        .array(fc.oneof(...parts), { minLength: 1, maxLength: 4 })
        .map((said): Json => Object.assign({}, ...said) as JsonObject);
    return {
      deep: below,
      schema: fc.oneof(
        { depthSize: "small" },
        { weight: 1, arbitrary: fc.constantFrom<Json>(true, false, {}) },
        { weight: 4, arbitrary: joined(...leaves) },
        { weight: 8, arbitrary: joined(...leaves, ...inner, ...inner) },
      ),
    };
  });
  const defined = fc.record(Object.fromEntries(definitions.map((name) => [name, schema])));
  return fc
    .tuple(schema, defined)
    .map(([root, $defs]): Json => (typeof root === "boolean" ? root : { ...(root as JsonObject), $defs }));
}
