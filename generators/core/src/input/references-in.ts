import { isArray, isObject, type Json } from "@concordat/json";

/** Every document that the text refers to; a name that only looks like a reference costs nothing. */
export function* referencesIn(value: Json, base: string): Generator<string> {
  if (isArray(value)) for (const item of value) yield* referencesIn(item, base);
  else if (isObject(value))
    for (const [name, member] of Object.entries(value)) {
      const isReference = name === "$ref" && typeof member === "string" && URL.canParse(member, base);
      if (isReference) yield new URL(member, base).href.replace(/#.*$/s, "");
      else yield* referencesIn(member, base);
    }
}
