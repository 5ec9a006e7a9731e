import { defineRule, shown } from "../rule.ts";

export const exclusionAdded = defineRule({
  id: "exclusion-added",
  sentence: "What was allowed is not excluded by a `not`.",
  reason: "The excluded values are still written.",
  remedy: "take the exclusion out, or release the next major version",
  breaks: { writer: { type: "string" }, reader: { type: "string", not: { const: "" } } },
  harmless: { writer: { type: "string", not: { const: "" } }, reader: { type: "string" } },
  explain({ keyword, place, value }) {
    if (keyword !== "not") return undefined;
    return { message: `${place} may be ${shown(value)}, which "not" excludes now` };
  },
});
