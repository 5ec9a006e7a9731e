import { defineRule, shown } from "../rule.ts";

export const multipleNarrowed = defineRule({
  id: "multiple-narrowed",
  sentence: "The grid that numbers lie on is only ever refined.",
  reason: "Numbers between the points of a coarser grid are still written.",
  remedy: "keep the old divisor, or one that divides it",
  breaks: { writer: { type: "number", multipleOf: 0.01 }, reader: { type: "number", multipleOf: 0.05 } },
  harmless: { writer: { type: "number", multipleOf: 0.05 }, reader: { type: "number", multipleOf: 0.01 } },
  explain({ keyword, before, after, place }) {
    if (keyword !== "multipleOf") return undefined;
    const was = before === undefined ? "any number" : `a multiple of ${shown(before)}`;
    return { message: `${place} was ${was} and must now be a multiple of ${shown(after)}` };
  },
});
