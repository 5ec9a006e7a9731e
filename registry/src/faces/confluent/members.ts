import type { Json, JsonObject } from "@concordat/json";

/** What is not there, is null or has nothing in it is not kept: clients leave such members out or send them, as they like. */
export function withoutNothing(members: Readonly<Record<string, Json | undefined>>): JsonObject | undefined {
  const kept = Object.entries(members).filter(
    (entry): entry is [string, Json] => !isAbsent(entry[1]) && !isEmpty(entry[1]),
  );
  return kept.length === 0 ? undefined : Object.fromEntries(kept);
}

export function isAbsent(value: Json | undefined): value is null | undefined {
  return value === undefined || value === null;
}

function isEmpty(value: Json): boolean {
  return typeof value === "object" && value !== null && Object.keys(value).length === 0;
}
