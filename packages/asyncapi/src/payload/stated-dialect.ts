import { isObject, type Json } from "@concordat/json";
import { type Dialect, dialectOf } from "@concordat/schema";

/** The dialect that a schema names itself. */
export function statedDialect(schema: Json): Dialect | undefined {
  const named = isObject(schema) ? schema.$schema : undefined;
  return typeof named === "string" ? dialectOf(named) : undefined;
}
