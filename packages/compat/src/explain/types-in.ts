import { isArray, type Json } from "@concordat/json";

/** The names of types that a `type` keyword lists. */
export function typesIn(type: Json | undefined): readonly string[] {
  if (type === undefined) return [];
  return (isArray(type) ? type : [type]).map(String);
}
