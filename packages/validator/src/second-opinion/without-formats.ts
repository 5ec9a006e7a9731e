import { isArray, isObject, type Json, type JsonObject } from "@concordat/json";
import { type Dialect, keywordOf } from "@concordat/schema";

/** A schema without its `format` keywords: some validators assert whatever formats they know. Data stays as it is. */
export function withoutFormats(schema: Json, dialect: Dialect): Json {
  if (!isObject(schema)) return schema;
  const members = Object.entries(schema).filter(
    ([name, value]) => name !== "format" || typeof value !== "string",
  );
  return Object.fromEntries(members.map(([name, value]) => [name, below(name, value, dialect)]));
}

function below(name: string, value: Json, dialect: Dialect): Json {
  switch (keywordOf(name, dialect)?.holds) {
    case "schema":
      return withoutFormats(value, dialect);
    case "schemas":
    case "schema-or-schemas":
      return isArray(value)
        ? value.map((item) => withoutFormats(item, dialect))
        : withoutFormats(value, dialect);
    case "map-of-schemas":
    case "map-of-schemas-or-names":
      return isObject(value) ? eachMember(value, dialect) : value;
    default:
      return value;
  }
}

function eachMember(schemas: JsonObject, dialect: Dialect): JsonObject {
  return Object.fromEntries(
    Object.entries(schemas).map(([key, schema]) => [key, withoutFormats(schema, dialect)]),
  );
}
