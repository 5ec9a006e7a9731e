import { isObject, type Json } from "@concordat/json";
import { type Dialect, idKeyword } from "@concordat/schema";

/** A schema that calls itself by the address it is known under, so that references mean the same to whoever is handed it alone. */
export function identified(schema: Json, uri: string, dialect: Dialect): Json {
  if (!isObject(schema)) return schema;
  const keyword = idKeyword(dialect);
  return schema[keyword] === undefined ? { [keyword]: uri, ...schema } : schema;
}
