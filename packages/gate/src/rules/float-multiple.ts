import { appendToPointer } from "@concordat/json";
import { defineRule, one } from "../lint/rule.ts";

export const floatMultiple = defineRule({
  id: "float-multiple",
  code: "LINT_FLOAT_MULTIPLE",
  severity: "warning",
  scope: "schema",
  sentence: "multipleOf is a whole number.",
  reason:
    "No binary fraction is exactly 0.01, so validators that divide doubles refuse 19.99 and accept 4.35, and those that calculate in decimals do the opposite.",
  remedy: "send the amount in its smallest unit as an integer, or as a string",
  bad: {
    ...one(`{
  "properties": {
    "price": { "description": "In euros.", "type": "number", "multipleOf": «0.01» }
  }
}`),
    at: "/properties/price/multipleOf",
  },
  good: one(`{
  "properties": {
    "price": { "description": "In cents.", "type": "integer", "multipleOf": 5 }
  }
}`),
  *check({ schema, at }) {
    const { multipleOf } = schema;
    if (typeof multipleOf === "number" && multipleOf > 0 && !Number.isInteger(multipleOf))
      yield {
        at: appendToPointer(at, "multipleOf"),
        message: `whether a number is a multiple of ${multipleOf} depends on how a validator calculates`,
      };
  },
});
