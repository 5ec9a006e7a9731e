import { defineRule } from "../rule.ts";

export const conditionAdded = defineRule({
  id: "condition-added",
  sentence: "What holds under a condition does not come to forbid a case outright.",
  reason: "Values of that case are still written, and `then` or `else` refuses all of them.",
  remedy: "let the case through",
  breaks: {
    writer: { type: "string" },
    // biome-ignore lint/suspicious/noThenProperty: a keyword
    reader: { type: "string", if: { maxLength: 3 }, then: false },
  },
  harmless: {
    // biome-ignore lint/suspicious/noThenProperty: a keyword
    writer: { type: "string", if: { maxLength: 3 }, then: false },
    reader: { type: "string" },
  },
  explain({ keyword, place }) {
    if (keyword !== "if" && keyword !== "then" && keyword !== "else") return undefined;
    return { message: `${place} may be in a case that "${keyword}" refuses now` };
  },
});
