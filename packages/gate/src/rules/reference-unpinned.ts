import { isUnpinned } from "../lint/pinning.ts";
import { defineRule } from "../lint/rule.ts";

const address = `{
  "title": "Address",
  "x-concordat": { "kind": "fragment", "owner": "shop" }
}`;

export const referenceUnpinned = defineRule({
  id: "reference-unpinned",
  code: "SCHEMA_REF_UNPINNED",
  severity: "error",
  scope: "contract",
  sentence: "A reference to another contract names its exact version.",
  reason:
    "A reference to whatever is newest changes what a frozen contract accepts, without a change to its file and without a verdict.",
  remedy: "name the version, as in ../../../common/address/1.0.0.json",
  bad: {
    contracts: {
      "shop/order/placed/1.0.0": `{
  "properties": {
    "address": { "description": "Where to.", "$ref": «"../../../common/address"» }
  }
}`,
      "common/address/1.0.0": address,
    },
    at: "/properties/address/$ref",
  },
  good: {
    contracts: {
      "shop/order/placed/1.0.0": `{
  "properties": {
    "address": { "description": "Where to.", "$ref": "../../../common/address/1.0.0.json" }
  }
}`,
      "common/address/1.0.0": address,
    },
  },
  *check({ contract, world }) {
    for (const { at, text } of world.graph.references)
      if (at.document === contract.uri && isUnpinned(contract, at.pointer, world))
        yield { at: at.pointer, message: `"${text}" leaves open which version is meant` };
  },
});
