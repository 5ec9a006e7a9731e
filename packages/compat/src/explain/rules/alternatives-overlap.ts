import { defineRule, shown } from "../rule.ts";

export const alternativesOverlap = defineRule({
  id: "alternatives-overlap",
  sentence: "The alternatives of a `oneOf` stay apart.",
  reason: "A value that fits two alternatives is refused, although it may fit each of them as it always did.",
  remedy: "use anyOf, or tell the alternatives apart by a constant",
  breaks: {
    writer: { type: "integer" },
    reader: { oneOf: [{ type: "integer" }, { type: "number", minimum: 0 }] },
  },
  harmless: {
    writer: { type: "integer" },
    reader: { anyOf: [{ type: "integer" }, { type: "number", minimum: 0 }] },
  },
  explain({ keyword, place, value, alternatives }) {
    if (keyword !== "oneOf" || alternatives < 2) return undefined;
    return {
      message: `${place} may be ${shown(value)}, which fits ${alternatives} alternatives of "oneOf" at once`,
    };
  },
});
