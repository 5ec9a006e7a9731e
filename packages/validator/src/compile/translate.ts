import { isArray, type Json, type JsonObject } from "@concordat/json";
import { type Dialect, isSince } from "@concordat/schema";

/**
 * A lowered schema of an older dialect in the words of a newer one. Only needed where a document embeds or refers to
 * schemas of another draft; three keywords changed their shape. (`dependencies` is still read by Ajv.)
 */
export function translate(schema: JsonObject, from: Dialect, to: Dialect): JsonObject {
  if (from === to) return schema;
  const numbered = from === "draft-04" ? withNumericBounds(schema) : schema;
  return !isSince(from, "2020-12") && to === "2020-12" ? withPrefixItems(numbered) : numbered;
}

/** Draft-04: `exclusiveMinimum: true` sharpens `minimum`; later it is a bound itself. */
function withNumericBounds(schema: JsonObject): JsonObject {
  const { minimum, maximum, exclusiveMinimum, exclusiveMaximum, ...others } = schema;
  return {
    ...others,
    ...bound("minimum", "exclusiveMinimum", minimum, exclusiveMinimum === true),
    ...bound("maximum", "exclusiveMaximum", maximum, exclusiveMaximum === true),
  };
}

function bound(
  inclusive: string,
  exclusive: string,
  value: Json | undefined,
  isExclusive: boolean,
): JsonObject {
  return value === undefined ? {} : { [isExclusive ? exclusive : inclusive]: value };
}

/** Up to 2019-09 an array of `items` is a prefix, and `additionalItems` means what stands behind it. */
function withPrefixItems(schema: JsonObject): JsonObject {
  const { items, additionalItems, ...others } = schema;
  if (items === undefined) return others;
  if (!isArray(items)) return { ...others, items };
  return {
    ...others,
    prefixItems: items,
    ...(additionalItems === undefined ? {} : { items: additionalItems }),
  };
}
