import { defineRule, shown } from "../rule.ts";

const closing = new Set(["additionalProperties", "unevaluatedProperties", "properties", "patternProperties"]);

export const contentClosed = defineRule({
  id: "content-closed",
  sentence: "An object that lets undeclared members through stays open.",
  reason:
    "Writers that were told they may add members do so, and their values are refused from one day to the next.",
  remedy: "leave the object open, or release the next major version",
  breaks: {
    writer: { type: "object", properties: { id: {} }, additionalProperties: true },
    reader: { type: "object", properties: { id: {} }, additionalProperties: false },
  },
  harmless: {
    writer: { type: "object", properties: { id: {} } },
    reader: { type: "object", properties: { id: {} }, additionalProperties: false },
  },
  explain({ keyword, name, place }) {
    if (!closing.has(keyword)) return undefined;
    return {
      message: `${place} may carry ${name === undefined ? "members" : shown(name)}, which "${keyword}" refuses now`,
    };
  },
});
