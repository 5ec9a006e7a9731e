/** Any JSON value. Object members are own properties, whatever their names; there are no `undefined` members. */
export type Json = null | boolean | number | string | readonly Json[] | { readonly [name: string]: Json };

/** A JSON object, once `isObject` has told it from the other values. */
export type JsonObject = { readonly [name: string]: Json };

/**
 * No text and no value nests deeper than this, whatever limit the caller sets. Everything here that walks a value
 * may therefore recurse: 256 levels take about a fifth of the default stack of Node.
 */
export const deepestNesting = 256;

// `Array.isArray` narrows to `any[]` and does not narrow readonly arrays away; these two do.
export function isArray(value: Json): value is readonly Json[] {
  return Array.isArray(value);
}

export function isObject(value: Json): value is JsonObject {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
