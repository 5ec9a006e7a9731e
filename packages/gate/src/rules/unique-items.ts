import { appendToPointer } from "@concordat/json";
import { defineRule, one } from "../lint/rule.ts";

const most = 256;

export const uniqueItems = defineRule({
  id: "unique-items",
  code: "LINT_UNIQUE_ITEMS",
  severity: "warning",
  scope: "schema",
  sentence: `uniqueItems stands beside a maxItems of at most ${most}.`,
  reason:
    "Many validators compare each item with every other one. A list of a hundred thousand items then keeps a consumer busy for minutes, and anyone can send it.",
  remedy: `add "maxItems", at most ${most}`,
  bad: {
    ...one(`{
  "properties": {
    "tags": { "description": "Labels.", "type": "array", "uniqueItems": «true» }
  }
}`),
    at: "/properties/tags/uniqueItems",
  },
  good: one(`{
  "properties": {
    "tags": { "description": "Labels.", "type": "array", "uniqueItems": true, "maxItems": 50 }
  }
}`),
  *check({ schema, at }) {
    const { maxItems } = schema;
    if (schema.uniqueItems !== true || (typeof maxItems === "number" && maxItems <= most)) return;
    const bound =
      maxItems === undefined ? "without a limit" : `for up to ${maxItems} items, and the limit is ${most}`;
    yield {
      at: appendToPointer(at, "uniqueItems"),
      message: `items have to differ from each other, ${bound}`,
    };
  },
});
