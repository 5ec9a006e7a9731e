import { patternRemarks } from "../lint/patterns.ts";
import { defineRule, one } from "../lint/rule.ts";

export const patternSyntax = defineRule({
  id: "pattern-syntax",
  code: "SCHEMA_REGEX_SYNTAX",
  severity: "error",
  scope: "schema",
  sentence: "A pattern is an ECMA-262 regular expression, read with the flag u.",
  reason: "What is no expression matches nothing in one validator, everything in another, and stops a third.",
  remedy: "correct the pattern",
  bad: {
    ...one(`{
  "properties": {
    "code": { "description": "Of the voucher.", "type": "string", "pattern": «"^[A-Z"», "maxLength": 9 }
  }
}`),
    at: "/properties/code/pattern",
  },
  good: one(`{
  "properties": {
    "code": { "description": "Of the voucher.", "type": "string", "pattern": "^[A-Z]", "maxLength": 9 }
  }
}`),
  check: (context) => patternRemarks("SCHEMA_REGEX_SYNTAX", context),
});
