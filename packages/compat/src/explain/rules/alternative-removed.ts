import { defineRule, shown } from "../rule.ts";

export const alternativeRemoved = defineRule({
  id: "alternative-removed",
  sentence: "An alternative that a value could take stays.",
  reason: "Values of the alternative that went away are still written, and fit none of those that are left.",
  remedy: "keep the alternative, or release the next major version",
  breaks: {
    writer: { anyOf: [{ type: "string" }, { type: "array", items: { type: "string" } }] },
    reader: { anyOf: [{ type: "string" }, { type: "number" }] },
  },
  harmless: {
    writer: { anyOf: [{ type: "string" }] },
    reader: { anyOf: [{ type: "string" }, { type: "array", items: { type: "string" } }] },
  },
  explain({ keyword, place, value, alternatives }) {
    if ((keyword !== "anyOf" && keyword !== "oneOf") || alternatives > 1) return undefined;
    return {
      message: `${place} may be ${shown(value)}, which fits none of the alternatives in "${keyword}" now`,
    };
  },
});
