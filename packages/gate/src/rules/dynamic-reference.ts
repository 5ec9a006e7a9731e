import { defineRule, one } from "../lint/rule.ts";

export const dynamicReference = defineRule({
  id: "dynamic-reference",
  code: "SCHEMA_DYNAMIC_REF",
  severity: "error",
  scope: "catalogue",
  sentence: "A dynamic reference names an anchor that exists.",
  reason: "Without a place to begin with there is nothing that an outer schema could replace.",
  remedy: "name a $dynamicAnchor that exists, or write $ref",
  bad: {
    ...one(`{
  "properties": {
    "tree": { "description": "Categories.", "$dynamicRef": «"#node"» }
  }
}`),
    at: "/properties/tree/$dynamicRef",
  },
  good: one(`{
  "properties": {
    "tree": { "description": "Categories.", "$dynamicRef": "#node" }
  },
  "$defs": {
    "node": { "$dynamicAnchor": "node", "type": "string" }
  }
}`),
  check: (world) => world.troubles("SCHEMA_DYNAMIC_REF"),
});
