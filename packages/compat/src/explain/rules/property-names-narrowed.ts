import { isObject } from "@concordat/json";
import { defineRule, listed } from "../rule.ts";

export const propertyNamesNarrowed = defineRule({
  id: "property-names-narrowed",
  sentence: "Names that members may have stay allowed.",
  reason: "In a map the names are data, and those that were allowed are still written.",
  remedy: "let the old names through",
  breaks: {
    writer: { type: "object", propertyNames: { maxLength: 20 }, additionalProperties: true },
    reader: { type: "object", propertyNames: { maxLength: 10 } },
  },
  harmless: {
    writer: { type: "object", propertyNames: { maxLength: 10 }, additionalProperties: true },
    reader: { type: "object", propertyNames: { maxLength: 20 } },
  },
  explain({ keyword, place, value }) {
    if (keyword !== "propertyNames") return undefined;
    const names = isObject(value) ? Object.keys(value) : [];
    return { message: `${place} may have members named ${listed(names)}, and such names are refused now` };
  },
});
