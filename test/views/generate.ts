import { canonicalize, type Json, type JsonObject } from "@concordat/json";
import { type Dialect, isSince, metaSchemaOf } from "@concordat/schema";
import fc from "fast-check";

/** Few names, so that properties, patterns and instances meet; `z` is one that no schema mentions. */
const names = ["a", "b", "c", "xa", "xb"] as const;
const patterns = ["^x", "a$", "^(a|b)$", "^xa", "^c"] as const;
const scalar = fc.constantFrom<Json[]>(1, 2, "s", null, true);

/** JSON values over the same few names. */
export const instances: fc.Arbitrary<Json> = fc.letrec<{ value: Json }>((tie) => ({
  value: fc.oneof(
    { maxDepth: 4, withCrossShrink: true },
    scalar,
    fc.dictionary(fc.constantFrom(...names, "z"), tie("value"), { maxKeys: 4, noNullPrototype: true }),
    fc.array(tie("value"), { maxLength: 3 }),
  ),
})).value;

/** For `enum` and `const`: objects, with objects and arrays of objects below. */
const objectLiteral: fc.Arbitrary<Json> = fc.dictionary(
  fc.constantFrom(...names),
  fc.oneof(
    scalar,
    fc.dictionary(fc.constantFrom(...names), scalar, { maxKeys: 2, noNullPrototype: true }),
    fc.array(fc.dictionary(fc.constantFrom(...names), scalar, { maxKeys: 2, noNullPrototype: true }), {
      maxLength: 2,
    }),
  ),
  { maxKeys: 2, noNullPrototype: true },
);

/** Schemas of 2020-12 that use every keyword by which the views go, and a few that only judge. */
const schemas: fc.Arbitrary<Json> = fc.letrec<{ schema: Json }>((tie) => {
  const schema = tie("schema");
  const list = fc.array(schema, { minLength: 1, maxLength: 3 });
  const map = (keys: readonly string[]) =>
    fc.dictionary(fc.constantFrom(...keys), schema, { maxKeys: 3, noNullPrototype: true });
  const someNames = fc.uniqueArray(fc.constantFrom<string[]>(...names), { minLength: 1, maxLength: 2 });
  const keyword = (weight: number, name: string, value: fc.Arbitrary<Json>) => ({
    weight,
    arbitrary: value.map((chosen): [string, Json] => [name, chosen]),
  });
  const keywords = fc.oneof(
    keyword(10, "properties", map(names)),
    keyword(4, "patternProperties", map(patterns)),
    keyword(1, "additionalProperties", schema),
    keyword(1, "unevaluatedProperties", schema),
    keyword(
      1,
      "x-concordat",
      fc.boolean().map((open) => ({ open })),
    ),
    keyword(2, "required", someNames),
    keyword(
      1,
      "dependentRequired",
      fc.dictionary(fc.constantFrom(...names), someNames, { maxKeys: 1, noNullPrototype: true }),
    ),
    keyword(1, "dependentSchemas", map(names)),
    keyword(3, "allOf", list),
    keyword(3, "anyOf", list),
    keyword(2, "oneOf", list),
    keyword(1, "not", schema),
    keyword(2, "if", schema),
    keyword(2, "then", schema),
    keyword(2, "else", schema),
    keyword(1, "enum", fc.uniqueArray(objectLiteral, { minLength: 1, maxLength: 3, selector: canonicalize })),
    keyword(1, "const", objectLiteral),
    keyword(3, "items", schema),
    keyword(2, "prefixItems", list),
    keyword(1, "contains", schema),
    keyword(1, "unevaluatedItems", schema),
    keyword(1, "propertyNames", schema),
    keyword(1, "type", fc.constantFrom("object", "array", "string")),
  );
  const references = fc.constantFrom("#", "#/$defs/p", "#/$defs/q", "#/$defs/p/properties/a");
  return {
    schema: fc.oneof(
      { maxDepth: 4, withCrossShrink: true },
      { weight: 2, arbitrary: fc.boolean() },
      { weight: 2, arbitrary: references.map(($ref) => ({ $ref })) },
      {
        weight: 8,
        arbitrary: fc
          .uniqueArray(keywords, { maxLength: 4, selector: ([name]) => name })
          .map((entries) => Object.fromEntries(entries)),
      },
    ),
  };
}).schema;

/** A document whose references lead somewhere, in the given dialect. */
export function documents(dialect: Dialect): fc.Arbitrary<JsonObject> {
  const objects = schemas.map((schema) => (typeof schema === "object" ? (schema as JsonObject) : {}));
  return fc
    .record({ root: objects, p: objects, a: schemas, q: schemas })
    .map(({ root, p, a, q }) => ({
      ...root,
      $defs: { p: { ...p, properties: { ...(p.properties as JsonObject | undefined), a } }, q },
    }))
    .map((document) => ({ $schema: metaSchemaOf(dialect), ...(inDialect(document, dialect) as JsonObject) }));
}

/** Says the same in an older dialect, as far as that can say it; the rest is left out. */
function inDialect(schema: Json, dialect: Dialect): Json {
  if (typeof schema === "boolean") return isSince(dialect, "draft-06") ? schema : schema ? {} : { not: {} };
  const entries = Object.entries(schema as JsonObject).map(([name, value]): [string, Json] => [
    name,
    holdsMap.has(name)
      ? mapValues(value as JsonObject, (below) => inDialect(below, dialect))
      : holdsList.has(name)
        ? (value as readonly Json[]).map((below) => inDialect(below, dialect))
        : holdsOne.has(name)
          ? inDialect(value, dialect)
          : value,
  ]);
  return renamed(Object.fromEntries(entries), dialect);
}

function renamed(schema: JsonObject, dialect: Dialect): JsonObject {
  if (isSince(dialect, "2020-12")) return schema;
  const { prefixItems, items, ...rest } = schema;
  const arrays: JsonObject =
    prefixItems === undefined
      ? { ...(items === undefined ? {} : { items }) }
      : { items: prefixItems, ...(items === undefined ? {} : { additionalItems: items }) };
  if (isSince(dialect, "2019-09")) return { ...rest, ...arrays };
  if (typeof schema.$ref === "string" && schema.$defs === undefined)
    return { $ref: schema.$ref.replace("$defs", "definitions") };

  const { $defs, $ref, dependentRequired, dependentSchemas, ...kept } = rest;
  const dependencies = { ...(dependentRequired as JsonObject), ...(dependentSchemas as JsonObject) };
  const { const: constant, ...others } = without(kept, tooNew(dialect));
  return {
    ...others,
    ...arrays,
    ...(constant === undefined
      ? {}
      : isSince(dialect, "draft-06")
        ? { const: constant }
        : { enum: [constant] }),
    ...(Object.keys(dependencies).length === 0 ? {} : { dependencies }),
    ...($defs === undefined ? {} : { definitions: $defs }),
    // The root's definitions stand beside, so the reference goes where it does not hide them.
    ...($ref === undefined ? {} : { allOf: [{ $ref: String($ref).replace("$defs", "definitions") }] }),
  };
}

const holdsMap = new Set(["properties", "patternProperties", "dependentSchemas", "$defs"]);
const holdsList = new Set(["allOf", "anyOf", "oneOf", "prefixItems"]);
const holdsOne = new Set([
  "additionalProperties",
  "unevaluatedProperties",
  "not",
  "if",
  "then",
  "else",
  "items",
  "contains",
  "unevaluatedItems",
  "propertyNames",
]);

function tooNew(dialect: Dialect): readonly string[] {
  return [
    "unevaluatedProperties",
    "unevaluatedItems",
    ...(isSince(dialect, "draft-07") ? [] : ["if", "then", "else"]),
    ...(isSince(dialect, "draft-06") ? [] : ["contains", "propertyNames"]),
  ];
}

function without(schema: JsonObject, unwanted: readonly string[]): JsonObject {
  return Object.fromEntries(Object.entries(schema).filter(([name]) => !unwanted.includes(name)));
}

function mapValues(map: JsonObject, change: (value: Json) => Json): JsonObject {
  return Object.fromEntries(Object.entries(map).map(([name, value]) => [name, change(value)]));
}
