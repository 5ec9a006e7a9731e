import { isArray, isObject, type Json, type JsonObject } from "@concordat/json";

/** A lowered schema: what is always true stands as `true`, a bound as `false`. */
export type Lowered = boolean | JsonObject;

/** A schema inside of another, and the steps that lead to it. */
export type Inner = { readonly keyword: string; readonly key?: string | number; readonly schema: Lowered };

const alone = [
  "not",
  "if",
  "then",
  "else",
  "contains",
  "propertyNames",
  "additionalProperties",
  "items",
  "additionalItems",
];
const lists = ["allOf", "anyOf", "oneOf", "prefixItems", "items"];
const maps = ["properties", "patternProperties", "dependentSchemas", "dependencies"];

/** Puts something in the place of each schema that a keyword holds; what is no schema stays as it is. */
export function mapInner<Result>(
  keyword: string,
  value: Json,
  change: (inner: Inner) => Result,
): Json | Result | readonly Result[] | { readonly [name: string]: Json | Result } {
  if (isArray(value))
    return lists.includes(keyword)
      ? value.map((schema, key) => change({ keyword, key, schema: schema as Lowered }))
      : value;
  if (maps.includes(keyword) && isObject(value))
    return Object.fromEntries(
      Object.entries(value).map(([key, schema]) => [
        key,
        isArray(schema) ? schema : change({ keyword, key, schema: schema as Lowered }),
      ]),
    );
  return alone.includes(keyword) ? change({ keyword, schema: value as Lowered }) : value;
}
