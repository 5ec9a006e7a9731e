import { defineRule } from "../lint/rule.ts";

const contracts = { "shop/order/placed/1.0.0": `{ "properties": { "name": { "type": "string" } } }` };
const exception = (until: string) => `{
  "lint": {
    "suppress": [
      {
        "rule": "description-missing",
        "path": "shop/**",
        "reason": "taken over as it was found",
        "until": "${until}"
      }
    ]
  }
}`;

export const suppressionExpired = defineRule({
  id: "suppression-expired",
  severity: "warning",
  scope: "suppressions",
  sentence: "An exception in the settings has not run out.",
  reason: "Its last day has passed, so what it covered counts again. The line itself only misleads.",
  remedy: "mend what it covered and remove it, or give it a new day and say why",
  bad: {
    contracts,
    config: exception("2020-12-31"),
    file: "concordat.config.json",
    at: "/lint/suppress/0/rule",
  },
  good: { contracts, config: exception("2999-12-31") },
  *check(suppressions) {
    for (const { index, isExpired, matched, suppression } of suppressions)
      if (isExpired)
        yield {
          index,
          message: `the exception for ${suppression.path} ended on ${suppression.until}, and ${matched} findings are back`,
        };
  },
});
