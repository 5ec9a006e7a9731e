import { parseVersion } from "@concordat/contracts";
import { defineRule } from "../lint/rule.ts";

export const typeUnique = defineRule({
  id: "type-unique",
  severity: "error",
  scope: "catalogue",
  sentence: "An event type belongs to one contract and one of its major versions, and keeps within it.",
  reason:
    "A consumer chooses the schema by the type. Two contracts under one type are validated by whichever comes first.",
  remedy: "give the event a type of its own; a new major version ends in .v2, .v3 and so on",
  bad: {
    contracts: {
      "shop/order/cancelled/1.0.0": `{
  "title": "Order cancelled",
  "x-concordat": { "kind": "event", "type": "com.example.order.placed", "owner": "shop" }
}`,
      "shop/order/placed/1.0.0": `{
  "x-concordat": { "kind": "event", "type": «"com.example.order.placed"», "owner": "shop" }
}`,
    },
    at: "/x-concordat/type",
  },
  good: {
    contracts: {
      "shop/order/placed/1.0.0": `{
  "x-concordat": { "kind": "event", "type": "com.example.order.placed", "owner": "shop" }
}`,
      "shop/order/placed/2.0.0": `{
  "x-concordat": { "kind": "event", "type": "com.example.order.placed.v2", "owner": "shop" }
}`,
    },
  },
  *check({ contracts }) {
    const byType = new Map<string, string>();
    const typeOf = new Map<string, string>();
    for (const contract of contracts) {
      const { type } = contract;
      if (type === undefined) continue;
      const home = `${contract.contract} ${parseVersion(contract.version)?.major}.x`;
      const [taken, before] = [byType.get(type) ?? home, typeOf.get(home) ?? type];
      byType.set(type, taken);
      typeOf.set(home, before);
      const at = "/x-concordat/type";
      if (taken !== home) yield { contract, at, message: `the type ${type} already belongs to ${taken}` };
      else if (before !== type)
        yield {
          contract,
          at,
          message: `the versions ${home} have had the type ${before} so far`,
          hint: `write ${before}`,
        };
    }
  },
});
