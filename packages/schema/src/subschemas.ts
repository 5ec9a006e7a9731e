import { appendToPointer, isArray, isObject, type Json, type JsonObject } from "@concordat/json";
import type { Dialect } from "./dialect.ts";
import { type AppliesTo, keywordOf, refHidesSiblings, type SubschemaShape } from "./keywords.ts";

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
export function subschemasOf(schema: JsonObject, dialect: Dialect): readonly Subschema[] {
  const found: Subschema[] = [];
  for (const name of Object.keys(schema)) {
    const keyword = keywordOf(name, dialect);
    if (keyword?.holds === undefined) continue;
    const { applies } = keyword;
    const value = schema[name] as Json;
    const pointer = appendToPointer("", name);
    if (holdsOne(keyword.holds, value)) {
      if (isSchema(value)) found.push({ keyword: name, applies, pointer, schema: value });
    } else if (holdsMany(keyword.holds, value))
      for (const key of Object.keys(value)) {
        const below = value[key];
        if (!isSchema(below)) continue;
        found.push({ keyword: name, key, applies, pointer: appendToPointer(pointer, key), schema: below });
      }
  }
  return found;
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

function holdsOne(holds: SubschemaShape, value: Json): boolean {
  return holds === "schema" || (holds === "schema-or-schemas" && !isArray(value));
}

/** A list is gone through like a map: by its indices, as texts. */
function holdsMany(holds: SubschemaShape, value: Json): value is JsonObject {
  const isList = holds === "schemas" || holds === "schema-or-schemas";
  return isList ? isArray(value) : isObject(value);
}
