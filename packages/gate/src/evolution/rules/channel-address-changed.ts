import { formatPointer } from "@concordat/json";
import { routesOf } from "../addresses.ts";
import type { RoutedModel } from "../baseline.ts";
import { numberOf } from "../promises.ts";
import { defineEvolutionRule } from "../rule.ts";

export const channelAddressChanged = defineEvolutionRule({
  id: "channel-address-changed",
  severity: "error",
  about: "promises",
  sentence: "Within a major version, a contract stays on the addresses that it travels on.",
  reason:
    "Consumers subscribe to an address. When events move to another one, the old subscription stays open and stays silent.",
  remedy: "keep the channel, and add the new address as a second one until all consumers have moved",
  bad: {
    base: { "shop/order/placed/1.0.0": "{}" },
    baseModel: orders("orders"),
    contracts: { "shop/order/placed/1.0.0": "{}" },
    model: orders("orders.v2"),
    file: "asyncapi.yaml",
    at: "/channels/orders",
  },
  good: {
    base: { "shop/order/placed/1.0.0": "{}" },
    baseModel: orders("orders"),
    contracts: { "shop/order/placed/1.0.0": "{}" },
    model: orders("orders"),
  },
  *check({ baseline, catalogue, model, config, changes, now, then, settings }) {
    if (baseline.model === undefined || model === undefined || baseline.model === model) return;
    const present = routesOf(model, catalogue);
    for (const [line, { contract, major, channels }] of routesOf(baseline.model, baseline.catalogue)) {
      const before = baseline.catalogue
        .contract(contract)
        ?.versions.findLast((version) => numberOf(version).major === major && baseline.isPromised(version));
      if (before === undefined || settings(contract).policy === "NONE") continue;
      const after = catalogue
        .contract(contract)
        ?.versions.findLast((version) => numberOf(version).major === major);
      // That the versions themselves are gone is told once, by the rule about removed ones.
      if (after === undefined && changes.removed.some(({ version }) => version.id === before.id)) continue;
      const still = present.get(line)?.channels ?? new Map<string, string>();
      for (const [address, channel] of channels) {
        if (still.has(address)) continue;
        yield {
          contract,
          before: then(before),
          ...(after !== undefined && { after: now(after) }),
          about: address,
          message: `${contract} ${major}.x no longer travels on ${address}; ${elsewhere([...still.keys()])}`,
          place: { file: config.asyncapi, pointer: formatPointer(["channels", channel]) },
        };
      }
    }
  },
});

function elsewhere(addresses: readonly string[]): string {
  return addresses.length === 0 ? "no channel carries it" : `it is on ${addresses.join(", ")}`;
}

function orders(address: string): RoutedModel {
  const described = { tags: [], bindings: {}, extensions: {} };
  return {
    channels: [
      { ...described, name: "orders", address, parameters: [], servers: [], messages: ["orderPlaced"] },
    ],
    messages: [
      {
        ...described,
        name: "orderPlaced",
        contentType: "application/json",
        payload: { kind: "contract", contract: "shop/order/placed/1.0.0" },
        headers: { kind: "none" },
        examples: [],
      },
    ],
    operations: [],
  };
}
