import { malformedKeywords } from "../lint/malformed.ts";
import { defineRule, one } from "../lint/rule.ts";

export const keywordValue = defineRule({
  id: "keyword-value",
  code: "SCHEMA_INVALID",
  severity: "error",
  scope: "schema",
  sentence: "A keyword's value has the form that JSON Schema gives it.",
  reason:
    "Validators refuse such a schema, or worse, some skip the keyword and let everything through that it was meant to stop.",
  remedy: "give the keyword a value of the form that the specification asks for",
  bad: {
    ...one(`{
  "properties": {
    "name": { "description": "Name of the customer.", "type": «"strng"» }
  }
}`),
    at: "/properties/name/type",
  },
  good: one(`{
  "properties": {
    "name": { "description": "Name of the customer.", "type": "string" }
  }
}`),
  check: ({ visit }) => malformedKeywords(visit),
});
