import { type Dialect, isSince } from "@concordat/schema";
import type { CodeKeywordDefinition } from "ajv";
import { anyOf, oneOf } from "./alternatives.ts";
import { condition } from "./condition.ts";
import { contains } from "./contains.ts";
import { constant, enumeration } from "./fixed-values.ts";
import { multipleOf } from "./multiple-of.ts";
import { unevaluatedItems } from "./unevaluated-items.ts";
import { uniqueItems } from "./unique-items.ts";

/**
 * Keywords that we say in our own words, because Ajv's are wrong, quadratic, or keep to themselves what a person needs
 * to be told. They take the place of Ajv's; those of arrays in this order, the last one seeing what the others evaluated.
 */
export function ownKeywords(dialect: Dialect): readonly CodeKeywordDefinition[] {
  return [
    multipleOf,
    enumeration,
    anyOf,
    oneOf,
    uniqueItems,
    ...(isSince(dialect, "draft-06") ? [constant, contains(dialect)] : []),
    ...(isSince(dialect, "draft-07") ? [condition] : []),
    ...(isSince(dialect, "2019-09") ? [unevaluatedItems] : []),
  ];
}
