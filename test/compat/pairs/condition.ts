import type { Json, JsonObject } from "@concordat/json";

/** In one place, since linters take whatever has a `then` for a promise. */
export function condition(test: Json, consequence: Json, alternative?: Json): JsonObject {
  // biome-ignore lint/suspicious/noThenProperty: a keyword
  return { if: test, then: consequence, ...(alternative !== undefined && { else: alternative }) };
}
