import { defineEvolutionRule } from "../rule.ts";

export const versionRemoved = defineEvolutionRule({
  id: "version-removed",
  severity: "error",
  about: "promises",
  sentence: "A version that the base promised stays in the catalogue.",
  reason:
    "Events that were written by it lie in logs and dead-letter queues and name it in their dataschema; consumers are built from it.",
  remedy: "restore the file; mark a contract that ends as deprecated, with the day of its sunset",
  bad: {
    base: { "shop/order/placed/1.0.0": "{}", "shop/order/paid/1.0.0": `{ "title": "Order paid" }` },
    contracts: { "shop/order/placed/1.0.0": "{}" },
    file: "schemas/shop/order/paid/1.0.0.json",
  },
  good: {
    base: { "shop/order/placed/1.0.0": "{}" },
    contracts: { "shop/order/placed/1.0.0": "{}", "shop/order/paid/1.0.0": `{ "title": "Order paid" }` },
  },
  *check({ changes, lock, baseline }) {
    for (const before of changes.removed) {
      const { id, contract, file } = before.version;
      // What the lock still lists is told by the rule about frozen versions.
      if (lock.contracts.has(id)) continue;
      yield {
        contract,
        before,
        about: "",
        message: `${id} is in ${baseline.name} and no longer in the catalogue`,
        place: { file, contract: id },
      };
    }
  },
});
