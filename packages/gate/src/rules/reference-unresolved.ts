import { isUnpinned } from "../lint/pinning.ts";
import { defineRule, one } from "../lint/rule.ts";

export const referenceUnresolved = defineRule({
  id: "reference-unresolved",
  code: "SCHEMA_REF_UNRESOLVED",
  severity: "error",
  scope: "catalogue",
  sentence: "A reference leads to a schema.",
  reason: "A contract with a hole in it cannot be validated, generated or compared.",
  remedy: "correct the reference, or add what it names",
  bad: {
    ...one(`{
  "properties": {
    "total": { "description": "What is to be paid.", "$ref": «"#/$defs/money"» }
  }
}`),
    at: "/properties/total/$ref",
  },
  good: one(`{
  "properties": {
    "total": { "description": "What is to be paid.", "$ref": "#/$defs/money" }
  },
  "$defs": {
    "money": { "type": "string", "maxLength": 20 }
  }
}`),
  *check(world) {
    // A reference that lacks its version leads nowhere as well, and the version is what there is to say about it.
    for (const trouble of world.troubles("SCHEMA_REF_UNRESOLVED"))
      if (!isUnpinned(trouble.contract, trouble.at, world)) yield trouble;
  },
});
