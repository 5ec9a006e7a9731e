import { patternRemarks } from "../lint/patterns.ts";
import { defineRule, one } from "../lint/rule.ts";

export const patternUnsupported = defineRule({
  id: "pattern-unsupported",
  code: "SCHEMA_REGEX_UNSUPPORTED",
  severity: "error",
  scope: "schema",
  sentence: "A pattern uses only what every engine has: no look-around, no back-reference, no modifiers.",
  reason:
    "Go's engine has none of these, so a Go consumer could not check the contract at all; and an engine that has them can be kept busy for years by a short text.",
  remedy: "say it in plain alternatives, or by a second pattern in allOf",
  bad: {
    ...one(`{
  "properties": {
    "code": { "description": "Of the voucher.", "type": "string", "pattern": «"^(?!X)[A-Z]+$"», "maxLength": 9 }
  }
}`),
    at: "/properties/code/pattern",
  },
  good: one(`{
  "properties": {
    "code": { "description": "Of the voucher.", "type": "string", "pattern": "^[A-WYZ][A-Z]*$", "maxLength": 9 }
  }
}`),
  check: (context) => patternRemarks("SCHEMA_REGEX_UNSUPPORTED", context),
});
