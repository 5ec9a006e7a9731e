import { defineRule, one } from "../lint/rule.ts";

export const referenceLoop = defineRule({
  id: "reference-loop",
  code: "SCHEMA_REF_LOOP",
  severity: "error",
  scope: "catalogue",
  sentence: "A chain of references ends, or passes through a member or an item.",
  reason:
    "A schema that is defined by itself describes nothing, and a validator that follows it never comes back.",
  remedy: "let the cycle pass through a property or an item, or remove the reference",
  bad: {
    ...one(`{
  "properties": {
    "parent": { "description": "The order before.", "$ref": "#/$defs/a" }
  },
  "$defs": {
    "a": { "$ref": "#/$defs/b" },
    "b": { "$ref": «"#/$defs/a"» }
  }
}`),
    at: "/$defs/b/$ref",
  },
  good: one(`{
  "properties": {
    "parent": { "description": "The order before.", "$ref": "#" }
  }
}`),
  check: (world) => world.troubles("SCHEMA_REF_LOOP"),
});
