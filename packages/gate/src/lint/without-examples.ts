import { isArray, isObject, type Json } from "@concordat/json";
import { type Dialect, keywordOf } from "@concordat/schema";

/**
 * The schema and all below it without `examples`: validators have been seen to take an example's `$id` for a schema's.
 * A member of the data that is called so stays, of course.
 */
export function withoutExamples(schema: Json, dialect: Dialect): Json {
  if (!isObject(schema)) return schema;
  const kept = Object.entries(schema).filter(([name]) => name !== "examples");
  return Object.fromEntries(kept.map(([name, value]) => [name, strippedBelow(name, value, dialect)]));
}

function strippedBelow(name: string, value: Json, dialect: Dialect): Json {
  const holds = keywordOf(name, dialect)?.holds;
  if (holds === undefined) return value;
  if (isArray(value)) return value.map((item) => withoutExamples(item, dialect));
  if (!holds.startsWith("map-of-schemas") || !isObject(value)) return withoutExamples(value, dialect);
  return Object.fromEntries(
    Object.entries(value).map(([key, below]) => [key, withoutExamples(below, dialect)]),
  );
}
