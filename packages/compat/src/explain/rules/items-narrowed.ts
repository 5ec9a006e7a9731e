import { defineRule } from "../rule.ts";

const closing = new Set(["items", "prefixItems", "additionalItems", "unevaluatedItems"]);

export const itemsNarrowed = defineRule({
  id: "items-narrowed",
  sentence: "A list takes all items that it used to take.",
  reason: "Longer lists are still written, and the items past the end of what is described are refused.",
  remedy: "leave the end of the list open, or release the next major version",
  breaks: {
    writer: { type: "array", prefixItems: [{ type: "number" }, { type: "number" }] },
    reader: { type: "array", prefixItems: [{ type: "number" }, { type: "number" }], items: false },
  },
  harmless: {
    writer: { type: "array", prefixItems: [{ type: "number" }, { type: "number" }], items: false },
    reader: { type: "array", prefixItems: [{ type: "number" }, { type: "number" }] },
  },
  explain({ keyword, place }) {
    if (!closing.has(keyword)) return undefined;
    return { message: `${place} may have items that "${keyword}" refuses now` };
  },
});
