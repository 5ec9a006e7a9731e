import { defineRule } from "../rule.ts";

const counting = new Set(["contains", "minContains", "maxContains"]);

export const containsNarrowed = defineRule({
  id: "contains-narrowed",
  sentence: "A list need not contain more, or other, items than before.",
  reason: "Lists without the item that is asked for now are still written.",
  remedy: "let lists without it through",
  breaks: {
    writer: { type: "array", items: { type: "string" } },
    reader: { type: "array", items: { type: "string" }, contains: { const: "admin" } },
  },
  harmless: {
    writer: { type: "array", contains: { const: "admin" } },
    reader: { type: "array", contains: { type: "string" } },
  },
  explain({ keyword, before, place }) {
    if (!counting.has(keyword)) return undefined;
    const what = before === undefined ? "did not ask" : "asked otherwise";
    return { message: `${place} ${what} for certain items, and "${keyword}" does now` };
  },
});
