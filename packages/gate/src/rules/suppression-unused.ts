import { defineRule } from "../lint/rule.ts";

const contracts = { "shop/order/placed/1.0.0": `{ "properties": { "name": { "type": "string" } } }` };
const exception = (path: string) => `{
  "lint": {
    "suppress": [
      { "rule": "description-missing", "path": "${path}", "reason": "taken over as it was found" }
    ]
  }
}`;

export const suppressionUnused = defineRule({
  id: "suppression-unused",
  severity: "warning",
  scope: "suppressions",
  sentence: "An exception in the settings covers something.",
  reason:
    "An exception that covers nothing today lets something through tomorrow, and nobody will remember why.",
  remedy: "remove the exception, or correct its rule or path",
  bad: {
    contracts,
    config: exception("shop/orders/*"),
    file: "concordat.config.json",
    at: "/lint/suppress/0/rule",
  },
  good: { contracts, config: exception("shop/order/*") },
  *check(suppressions) {
    for (const { index, matched, isExpired, suppression } of suppressions)
      if (matched === 0 && !isExpired)
        yield { index, message: `nothing under ${suppression.path} breaks ${suppression.rule}` };
  },
});
