import { defineRule, one } from "../lint/rule.ts";

export const referenceRemote = defineRule({
  id: "reference-remote",
  code: "SCHEMA_REF_REMOTE",
  severity: "error",
  scope: "catalogue",
  sentence: "References stay within the catalogue.",
  reason:
    "What lies on somebody else's server can change or vanish, and a contract with it. Nothing is ever fetched: a reference into the network is refused before a socket is opened.",
  remedy: "copy the schema into the catalogue as a fragment, and refer to that",
  bad: {
    ...one(`{
  "properties": {
    "address": { "description": "Where to.", "$ref": «"https://schemas.example.com/address.json"» }
  }
}`),
    at: "/properties/address/$ref",
  },
  good: {
    contracts: {
      "shop/order/placed/1.0.0": `{
  "properties": {
    "address": { "description": "Where to.", "$ref": "../../../common/address/1.0.0.json" }
  }
}`,
      "common/address/1.0.0": `{
  "title": "Address",
  "x-concordat": { "kind": "fragment", "owner": "shop" }
}`,
    },
  },
  check: (world) => world.troubles("SCHEMA_REF_REMOTE"),
});
