import { defineRule, one } from "../lint/rule.ts";

export const anchorDuplicate = defineRule({
  id: "anchor-duplicate",
  code: "SCHEMA_ANCHOR",
  severity: "error",
  scope: "catalogue",
  sentence: "An anchor names one place of a document.",
  reason: "Of two places with one name some tools take the first and others the last.",
  remedy: "rename one of the two anchors",
  bad: {
    ...one(`{
  "$defs": {
    "net": { "$anchor": "price", "type": "number" },
    «"gross"»: { "$anchor": "price", "type": "number" }
  }
}`),
    at: "/$defs/gross",
  },
  good: one(`{
  "$defs": {
    "net": { "$anchor": "netPrice", "type": "number" },
    "gross": { "$anchor": "grossPrice", "type": "number" }
  }
}`),
  check: (world) => world.troubles("SCHEMA_ANCHOR"),
});
