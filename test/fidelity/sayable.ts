import { appendToPointer, isArray, isObject, type Json, type JsonObject } from "@concordat/json";
import { type Dialect, keywordOf, subschemasOf } from "@concordat/schema";

/**
 * The part of a schema that a TypeScript type can say: the schema without the keywords that no type has words for.
 *
 * It accepts whatever the schema accepts, and more. An invalid instance that this part still refuses is one that a
 * faithful type refuses too; of any other, no generator is to blame. docs/reference/fidelity.md has the list in prose.
 */
export function sayable(schema: Json, dialect: Dialect): Json {
  if (!isObject(schema)) return schema;
  const below = new Set([...subschemasOf(schema, dialect)].map(({ pointer }) => pointer));
  const said: { [name: string]: Json } = {};
  for (const [keyword, value] of Object.entries(schema)) {
    if (unsayable.has(keyword) || isBeyond(keyword, schema)) continue;
    const at = appendToPointer("", keyword);
    const isSchemaHere = (pointer: string) => below.has(pointer) || !isKnown(keyword, dialect);
    if (!definitions.has(keyword) && isSchemaHere(at)) said[keyword] = sayable(value, dialect);
    else
      said[keyword] = mapped(value, (key, each) =>
        isSchemaHere(appendToPointer(at, key)) ? sayable(each, dialect) : each,
      );
  }
  return someInsteadOfOne(withoutIntegers(said));
}

/** Nothing but a program could tell. */
const unsayable = new Set([
  ...["minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum", "multipleOf"],
  ...["minLength", "maxLength", "pattern", "format", "contentEncoding", "contentMediaType", "contentSchema"],
  ...["uniqueItems", "contains", "minContains", "maxContains", "unevaluatedItems"],
  ...["minProperties", "maxProperties", "propertyNames", "patternProperties", "unevaluatedProperties"],
  ...["dependencies", "dependentRequired", "dependentSchemas", "if", "then", "else"],
]);

/** Keywords that a type can say in some company only. */
function isBeyond(keyword: string, schema: JsonObject): boolean {
  const value = schema[keyword];
  switch (keyword) {
    // `not: {}` is never; types have no other complement.
    case "not":
      return !(value === true || (isObject(value as Json) && Object.keys(value as JsonObject).length === 0));
    // An index signature speaks for every name, those of the members beside it included.
    case "additionalProperties":
      return (
        hasMembers(schema.patternProperties) || (isObject(value as Json) && hasMembers(schema.properties))
      );
    case "minItems":
    case "maxItems":
      return !isSmallTuple(schema, Number(value));
    default:
      return false;
  }
}

/** As long as the elements that stand there one by one; or of one small length that both bounds agree on. */
function isSmallTuple(schema: JsonObject, bound: number): boolean {
  const listed = [schema.prefixItems, schema.items].find((each) => each !== undefined && isArray(each));
  const places = listed === undefined ? 0 : (listed as readonly Json[]).length;
  return bound <= places || (schema.minItems === schema.maxItems && bound <= 4);
}

/** Numbers are all of one type. */
function withoutIntegers(schema: JsonObject): JsonObject {
  const { type } = schema;
  if (type === "integer") return { ...schema, type: "number" };
  if (type === undefined || !isArray(type) || !type.includes("integer")) return schema;
  return { ...schema, type: [...new Set(type.map((each) => (each === "integer" ? "number" : each)))] };
}

/** A union is satisfied by any of its members, however many. */
function someInsteadOfOne({ oneOf, ...schema }: JsonObject): JsonObject {
  if (oneOf === undefined) return schema;
  if (schema.anyOf === undefined) return { ...schema, anyOf: oneOf };
  const also = schema.allOf !== undefined && isArray(schema.allOf) ? schema.allOf : [];
  return { ...schema, allOf: [...also, { anyOf: oneOf }] };
}

function hasMembers(value: Json | undefined): boolean {
  return value !== undefined && isObject(value) && Object.keys(value).length > 0;
}

/** Definitions of another dialect are none of this one's keywords, and references lead there all the same. */
const definitions = new Set(["$defs", "definitions"]);

/** Below a word that is no keyword lies what nobody judges, unless a reference leads there. */
function isKnown(keyword: string, dialect: Dialect): boolean {
  return keywordOf(keyword, dialect) !== undefined;
}

function mapped(value: Json, change: (key: string, each: Json) => Json): Json {
  if (isArray(value)) return value.map((each, index) => change(String(index), each));
  if (!isObject(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([key, each]) => [key, change(key, each)]));
}
