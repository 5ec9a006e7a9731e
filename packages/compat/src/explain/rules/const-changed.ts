import { defineRule, shown } from "../rule.ts";

export const constChanged = defineRule({
  id: "const-changed",
  sentence: "A constant keeps its value.",
  reason: "Publishers write the old constant, and whoever tells alternatives apart by it finds none.",
  remedy: "accept the old value too (`enum` with both), or release the next major version",
  breaks: { writer: { const: "v1" }, reader: { const: "v2" } },
  harmless: { writer: { const: "v1" }, reader: { enum: ["v1", "v2"] } },
  explain({ keyword, before, after, place, value }) {
    if (keyword !== "const") return undefined;
    const was = before === undefined ? `may be ${shown(value)}` : `was always ${shown(before)}`;
    return { message: `${place} ${was} and must now be ${shown(after)}` };
  },
});
