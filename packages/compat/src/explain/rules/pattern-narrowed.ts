import { defineRule, shown } from "../rule.ts";

export const patternNarrowed = defineRule({
  id: "pattern-narrowed",
  sentence: "A pattern lets through all that it used to let through.",
  reason:
    "Texts that the old pattern allowed are still written. Two patterns are compared by what they match, not by how they are written.",
  remedy: "widen the pattern so that it covers the old one too",
  breaks: {
    writer: { type: "string", pattern: "^[A-Z]{2,3}$" },
    reader: { type: "string", pattern: "^[A-Z]{3}$" },
  },
  harmless: {
    writer: { type: "string", pattern: "^[A-Z]{3}$" },
    reader: { type: "string", pattern: "^[A-Z]{2,3}$" },
  },
  explain({ keyword, before, after, place, value }) {
    if (keyword !== "pattern") return undefined;
    const was = before === undefined ? "" : `, which ${shown(before)} let through`;
    return { message: `${place} must now match ${shown(after)}, and ${shown(value)} does not${was}` };
  },
});
