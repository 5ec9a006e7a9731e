import { appendToPointer, isArray, isObject, type Json, type JsonObject } from "@concordat/json";
import type { Dialect } from "./dialect.ts";
import { type AppliesTo, type Keyword, keywordOf, refHidesSiblings } from "./keywords.ts";

/** A schema one step below another. */
export type Subschema = {
  readonly keyword: string;
  /** The member's name or the element's index below the keyword; absent where the keyword's value is the schema. */
  readonly key?: string;
  readonly applies: AppliesTo | undefined;
  /** From the parent schema. */
  readonly pointer: string;
  readonly schema: Json;
};

/**
 * The schemas directly below this one, in the order of the text, hidden siblings of `$ref` and definitions included:
 * a pointer may lead there. What is neither an object nor a boolean is no schema and left to the meta-schema to refuse.
 */
export function* subschemasOf(schema: JsonObject, dialect: Dialect): Generator<Subschema> {
  for (const [name, value] of Object.entries(schema)) {
    const keyword = keywordOf(name, dialect);
    if (keyword?.holds === undefined) continue;
    const applies = keyword.applies;
    for (const [key, below] of entriesOf(keyword, value)) {
      if (!isSchema(below)) continue;
      const at = appendToPointer("", name);
      yield key === undefined
        ? { keyword: name, applies, pointer: at, schema: below }
        : { keyword: name, key, applies, pointer: appendToPointer(at, key), schema: below };
    }
  }
}

/** A schema is an object or a boolean. Draft-04 has no booleans but in two places; we are lenient about where. */
export function isSchema(value: Json | undefined): value is JsonObject | boolean {
  return typeof value === "boolean" || (value !== undefined && isObject(value));
}

/** The members that count: up to draft-07 only `$ref`, where there is one. */
export function effectiveMembers(schema: JsonObject, dialect: Dialect): JsonObject {
  return hidesSiblings({ schema, dialect }) ? { $ref: schema.$ref as Json } : schema;
}

/** Whether the schema is a reference beside which nothing counts. */
export function hidesSiblings({
  schema,
  dialect,
}: {
  readonly schema: Json;
  readonly dialect: Dialect;
}): boolean {
  return refHidesSiblings(dialect) && isObject(schema) && typeof schema.$ref === "string";
}

function entriesOf(keyword: Keyword, value: Json): readonly (readonly [string | undefined, Json])[] {
  switch (keyword.holds) {
    case "schemas":
      return isArray(value) ? elementsOf(value) : [];
    case "schema-or-schemas":
      return isArray(value) ? elementsOf(value) : [[undefined, value]];
    case "map-of-schemas":
    case "map-of-schemas-or-names":
      return isObject(value) ? Object.entries(value) : [];
    default:
      return [[undefined, value]];
  }
}

function elementsOf(values: readonly Json[]): readonly (readonly [string, Json])[] {
  return values.map((value, index) => [String(index), value]);
}
