import { defineRule, one } from "../lint/rule.ts";

export const referenceScheme = defineRule({
  id: "reference-scheme",
  code: "SCHEMA_REF_SCHEME",
  severity: "error",
  scope: "catalogue",
  sentence: "A reference is relative or names an https identifier.",
  reason:
    "file:, data: and their like mean something else on every machine, and reach for things that no contract has any business with.",
  remedy: "refer to a contract by a relative reference",
  bad: {
    ...one(`{
  "properties": {
    "address": { "description": "Where to.", "$ref": «"file:///etc/passwd"» }
  }
}`),
    at: "/properties/address/$ref",
  },
  good: one(`{
  "properties": {
    "address": { "description": "Where to.", "$ref": "#/$defs/address" }
  },
  "$defs": {
    "address": { "type": "string", "maxLength": 200 }
  }
}`),
  check: (world) => world.troubles("SCHEMA_REF_SCHEME"),
});
