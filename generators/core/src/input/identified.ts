import { isObject, type Json } from "@concordat/json";
import { type Dialect, idKeyword, metaSchemaOf } from "@concordat/schema";

/**
 * A schema that calls itself by the address it is known under, and names its dialect where that is not the usual one: so that it
 * means the same to whoever is handed it alone.
 */
export function identified(schema: Json, uri: string, dialect: Dialect): Json {
  if (!isObject(schema)) return schema;
  const keyword = idKeyword(dialect);
  const isSaid = dialect === "2020-12" || schema.$schema !== undefined;
  return {
    ...(!isSaid && { $schema: metaSchemaOf(dialect) }),
    ...(schema[keyword] === undefined && { [keyword]: uri }),
    ...schema,
  };
}
