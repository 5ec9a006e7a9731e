import { canonicalize, type JsonObject } from "@concordat/json";

/** What a project promises to those who read its events, in words: how strictly versions are judged, and which breaks it lives with. */
const promises = { compatibility: "the compatibility policy", accepted: "the accepted breaks" } as const;

/** Which of them differ. To say nothing is what a project begins with, so the first push changes only what it says. */
export function promisesChanged(
  before: JsonObject | undefined,
  after: JsonObject,
): readonly (typeof promises)[keyof typeof promises][] {
  return (["compatibility", "accepted"] as const)
    .filter((name) => textOf(before?.[name]) !== textOf(after[name]))
    .map((name) => promises[name]);
}

function textOf(value: JsonObject[string] | undefined): string {
  const isEmpty = value === undefined || value === null || Object.keys(value).length === 0;
  return isEmpty ? "" : canonicalize(value);
}
