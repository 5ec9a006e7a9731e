import { isArray, isObject, type Json, type JsonObject } from "@concordat/json";
import { type Dialect, isSchema, isSince, keywordOf, type SubschemaShape } from "@concordat/schema";

/** A keyword, and what its value would have to be. */
export type IllFormed = { readonly keyword: string; readonly expected: string };

/**
 * The first keyword that counts and whose value means nothing. The meta-schema refuses it, validators ignore it or crash
 * on it, and to leave it out of a comparison would be a guess. Numbers, counts and lists of names are checked where they
 * are read.
 */
export function illFormed(members: JsonObject, dialect: Dialect): IllFormed | undefined {
  for (const [keyword, value] of Object.entries(members)) {
    const known = keywordOf(keyword, dialect);
    if (known === undefined) continue;
    const expected =
      known.kind === "applicator" && known.holds !== undefined
        ? subschemaTrouble(known.holds, value)
        : valueTrouble(keyword, value, dialect);
    if (expected !== undefined) return { keyword, expected };
  }
  return undefined;
}

function subschemaTrouble(shape: SubschemaShape, value: Json): string | undefined {
  switch (shape) {
    case "schema":
      return isSchema(value) ? undefined : "a schema";
    case "schemas":
      return isArray(value) && value.every(isSchema) ? undefined : "a list of schemas";
    case "schema-or-schemas":
      return isSchema(value) || (isArray(value) && value.every(isSchema))
        ? undefined
        : "a schema, or a list of schemas";
    case "map-of-schemas":
      return isObject(value) && Object.values(value).every(isSchema)
        ? undefined
        : "an object with schemas as members";
    case "map-of-schemas-or-names":
      return isObject(value) && Object.values(value).every((each) => isSchema(each) || areNames(each))
        ? undefined
        : "an object with schemas or lists of names as members";
  }
}

function valueTrouble(keyword: string, value: Json, dialect: Dialect): string | undefined {
  switch (keyword) {
    case "$schema":
    case "$id":
    case "id":
    case "$anchor":
    case "$dynamicAnchor":
    case "$ref":
    case "$dynamicRef":
    case "$recursiveRef":
    case "format":
      return typeof value === "string" ? undefined : "a text";
    case "uniqueItems":
      return typeof value === "boolean" ? undefined : "true or false";
    case "exclusiveMinimum":
    case "exclusiveMaximum":
      return isSince(dialect, "draft-06") || typeof value === "boolean" ? undefined : "true or false";
    case "dependentRequired":
      return isObject(value) && Object.values(value).every(areNames)
        ? undefined
        : "an object with lists of names as members";
    default:
      return undefined;
  }
}

/** Draft-03 wrote a single name as a text, and some still do. */
function areNames(value: Json): boolean {
  return typeof value === "string" || (isArray(value) && value.every((each) => typeof each === "string"));
}
