import { patternRemarks } from "../lint/patterns.ts";
import { defineRule, one } from "../lint/rule.ts";

export const patternLimit = defineRule({
  id: "pattern-limit",
  code: "SCHEMA_REGEX_LIMIT",
  severity: "error",
  scope: "schema",
  sentence: "A pattern repeats nothing more than 1,000 times, nested counts multiplied.",
  reason:
    "Linear-time engines unroll counts and refuse larger ones; those that accept them need memory for every step.",
  remedy: "repeat less, and limit the length by maxLength",
  bad: {
    ...one(`{
  "properties": {
    "code": { "description": "Of the voucher.", "type": "string", "pattern": «"^[A-Z]{1,2000}$"», "maxLength": 2000 }
  }
}`),
    at: "/properties/code/pattern",
  },
  good: one(`{
  "properties": {
    "code": { "description": "Of the voucher.", "type": "string", "pattern": "^[A-Z]+$", "maxLength": 2000 }
  }
}`),
  check: (context) => patternRemarks("SCHEMA_REGEX_LIMIT", context),
});
