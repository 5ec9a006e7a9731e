import { isArray, isObject, type Json, type JsonObject } from "@concordat/json";

/**
 * How a schema changes with a part of it: `wider` where it grows when the part grows, `narrower` where it shrinks,
 * `either` where that depends.
 */
export type Trend = "wider" | "narrower" | "either";

export type Position = {
  readonly path: readonly (string | number)[];
  readonly schema: Json;
  readonly trend: Trend;
};

/** Every schema within a schema, itself first; definitions are documents of their own and left out. */
export function positionsIn(schema: Json): readonly Position[] {
  const found: Position[] = [];
  const visit = (at: Json, path: readonly (string | number)[], trend: Trend): void => {
    found.push({ path, schema: at, trend });
    if (!isObject(at)) return;
    for (const [keyword, value] of Object.entries(at)) {
      const below = trendOf(keyword, at, trend);
      if (below === undefined) continue;
      if (mapsOfSchemas.has(keyword) && isObject(value))
        for (const [key, each] of Object.entries(value)) visit(each, [...path, keyword, key], below);
      else if (isArray(value))
        for (const [index, each] of value.entries()) visit(each, [...path, keyword, index], below);
      else visit(value, [...path, keyword], below);
    }
  };
  visit(schema, [], "wider");
  return found;
}

export function replaceAt(schema: Json, path: readonly (string | number)[], replacement: Json): Json {
  const [step, ...rest] = path;
  if (step === undefined) return replacement;
  if (isArray(schema))
    return schema.with(Number(step), replaceAt(schema[Number(step)] as Json, rest, replacement));
  const object = schema as JsonObject;
  return { ...object, [step]: replaceAt(object[step] as Json, rest, replacement) };
}

function trendOf(keyword: string, schema: JsonObject, trend: Trend): Trend | undefined {
  if (alike.has(keyword)) return trend;
  if (keyword === "not") return trend === "either" ? trend : trend === "wider" ? "narrower" : "wider";
  if (keyword === "contains") return schema.maxContains === undefined ? trend : "either";
  return keyword === "oneOf" || keyword === "if" ? "either" : undefined;
}

const mapsOfSchemas = new Set(["properties", "patternProperties", "dependentSchemas"]);
const alike = new Set([
  ...mapsOfSchemas,
  ...["additionalProperties", "unevaluatedProperties", "propertyNames"],
  ...["items", "prefixItems", "unevaluatedItems"],
  ...["allOf", "anyOf", "then", "else"],
]);
