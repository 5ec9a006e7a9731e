import type { ContractVersion } from "@concordat/contracts";
import type { PlacedRemark } from "../lint/rule.ts";
import { defineRule } from "../lint/rule.ts";
import type { World } from "../lint/world.ts";

type Style = { readonly name: string; readonly pattern: RegExp };

const styles: readonly Style[] = [
  { name: "snake_case", pattern: /^[a-z][a-z0-9]*(_[a-z0-9]+)+$/ },
  { name: "camelCase", pattern: /^[a-z][a-z0-9]*([A-Z][a-zA-Z0-9]*)+$/ },
  { name: "kebab-case", pattern: /^[a-z][a-z0-9]*(-[a-z0-9]+)+$/ },
  { name: "PascalCase", pattern: /^[A-Z][a-zA-Z0-9]*$/ },
];

/** One name in six may stray before there is no common style to speak of. */
const clearMajority = 5 / 6;

/**
 * A domain's style is what its names have in common, so there is nothing to configure and nothing to get out of step.
 * Names of one lower-case word fit several styles and do not vote. A domain that has no clear majority, such as one
 * that spells as an outside system does, or fragments that several domains share, has no style to stray from.
 */
export const namingStyle = defineRule({
  id: "naming-style",
  severity: "warning",
  scope: "catalogue",
  sentence: "Members are named in the style that their domain uses.",
  reason: "Who has to look up whether it was orderId or order_id this time will get it wrong some time.",
  remedy: "rename the member before the version is frozen; in a frozen one, suppress this with a reason",
  bad: {
    contracts: {
      "shop/order/placed/1.0.0": `{
  "properties": {
    "orderId": { "description": "The order." },
    "placedAt": { "description": "When." },
    "placedBy": { "description": "By whom." },
    "shopId": { "description": "Where." },
    "itemCount": { "description": "How many." },
    «"customer_id"»: { "description": "For whom." }
  }
}`,
    },
    at: "/properties/customer_id",
  },
  good: {
    contracts: {
      "shop/order/placed/1.0.0": `{
  "properties": {
    "orderId": { "description": "The order." },
    "placedAt": { "description": "When." },
    "customerId": { "description": "For whom." }
  }
}`,
    },
  },
  *check(world) {
    const domains = Map.groupBy(world.contracts, ({ contract }) => contract.slice(0, contract.indexOf("/")));
    for (const [domain, contracts] of domains) yield* strays(domain, contracts, world);
  },
});

function* strays(
  domain: string,
  contracts: readonly ContractVersion[],
  world: World,
): Generator<PlacedRemark> {
  const named = contracts.flatMap((contract) =>
    world
      .schemasOf(contract)
      .flatMap(({ step, pointer }) =>
        step?.keyword === "properties" && !isHeader(pointer, contract)
          ? [{ contract, at: pointer, name: step.key ?? "" }]
          : [],
      ),
  );
  // Each name votes once: one that stands in thirty contracts says no more about taste than one that stands in one.
  const names = [...new Set(named.map(({ name }) => name))];
  const voters = names.filter((name) => styleOf(name) !== undefined);
  const shares = styles.map(
    (style) => voters.filter((name) => style.pattern.test(name)).length / voters.length,
  );
  const common = styles.find((_, index) => (shares[index] ?? 0) >= clearMajority);
  if (common === undefined) return;
  for (const { contract, at, name } of named) {
    const style = styleOf(name);
    if (style === undefined || style === common) continue;
    const message = `"${name}" is written in ${style.name}, and ${domain} uses ${common.name}`;
    yield { contract, at, on: "name", message };
  }
}

/** Headers of a service's requests and responses are spelled as HTTP spells them. */
function isHeader(pointer: string, { kind }: ContractVersion): boolean {
  return (kind === "request" || kind === "response") && pointer.startsWith("/properties/headers/");
}

function styleOf(name: string): Style | undefined {
  return styles.find(({ pattern }) => pattern.test(name));
}
