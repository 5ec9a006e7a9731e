import { isArray, isObject, type Json, type JsonObject } from "@concordat/json";

/** The types that the schema itself names; `undefined` when it leaves them open. */
export function typesOf(schema: JsonObject): readonly string[] | undefined {
  const named = schema.type;
  if (typeof named === "string") return [named];
  return named !== undefined && isArray(named) ? named.filter((name) => typeof name === "string") : undefined;
}

export function isOfType(value: Json, type: string): boolean {
  switch (type) {
    case "null":
      return value === null;
    case "array":
      return isArray(value);
    case "object":
      return isObject(value);
    case "integer":
      return Number.isInteger(value);
    default:
      return typeof value === type;
  }
}
