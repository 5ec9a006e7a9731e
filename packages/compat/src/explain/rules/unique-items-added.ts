import { defineRule } from "../rule.ts";

export const uniqueItemsAdded = defineRule({
  id: "unique-items-added",
  sentence: "A list that may repeat itself stays allowed to.",
  reason: "Nothing kept writers from sending an item twice, so somebody does.",
  remedy: "let repeated items through and drop them when reading",
  breaks: {
    writer: { type: "array", items: { type: "string" } },
    reader: { type: "array", items: { type: "string" }, uniqueItems: true },
  },
  harmless: {
    writer: { type: "array", items: { type: "string" }, uniqueItems: true },
    reader: { type: "array", items: { type: "string" } },
  },
  explain({ keyword, place }) {
    if (keyword !== "uniqueItems") return undefined;
    return { message: `${place} may hold an item twice, which is refused now` };
  },
});
