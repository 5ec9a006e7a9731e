import { appendToPointer } from "@concordat/json";
import { defineRule, one } from "../lint/rule.ts";

export const closedTwice = defineRule({
  id: "closed-twice",
  severity: "warning",
  scope: "schema",
  sentence: "additionalProperties and unevaluatedProperties do not stand side by side.",
  reason:
    "additionalProperties evaluates every member that is left, so nothing remains for the other keyword to judge: it looks like a rule and is none.",
  remedy: "drop one of the two",
  bad: {
    ...one(`{
  "properties": {
    "labels": {
      "description": "Words by language.",
      "type": "object",
      "additionalProperties": { "type": "string" },
      «"unevaluatedProperties"»: false
    }
  }
}`),
    at: "/properties/labels/unevaluatedProperties",
  },
  good: one(`{
  "properties": {
    "labels": {
      "description": "Words by language.",
      "type": "object",
      "additionalProperties": { "type": "string" }
    }
  }
}`),
  *check({ schema, at }) {
    const { additionalProperties, unevaluatedProperties } = schema;
    if (additionalProperties !== undefined && unevaluatedProperties !== undefined)
      yield {
        at: appendToPointer(at, "unevaluatedProperties"),
        on: "name",
        message: 'nothing is left for "unevaluatedProperties", since "additionalProperties" stands beside it',
      };
  },
});
