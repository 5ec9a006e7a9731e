import { acceptedFileName } from "@concordat/contracts";
import { defineEvolutionRule } from "../rule.ts";

const noDigest = `sha256:${"0".repeat(64)}`;

export const acceptedStale = defineEvolutionRule({
  id: "accepted-stale",
  severity: "warning",
  about: "acceptances",
  sentence: "What was accepted is still there to be accepted.",
  reason:
    "An acceptance that covers nothing waits for something to cover. Whoever reads the list must be able to believe that each of its entries lets something through.",
  remedy: "remove the entry, or accept the break anew if it is still meant",
  bad: {
    contracts: { "shop/order/placed/1.0.0": "{}", "shop/order/placed/1.0.1": "{}" },
    frozen: ["shop/order/placed/1.0.0"],
    accepted: [
      {
        rule: "property-required",
        contract: "shop/order/placed",
        direction: "backward",
        before: { version: "1.0.0", digest: noDigest },
        after: { version: "1.0.1", digest: noDigest },
        about: "/required",
        reason: "no consumer reads it yet",
        on: "2027-01-01",
      },
    ],
    file: acceptedFileName,
    at: "/accepted/0",
  },
  good: {
    contracts: { "shop/order/placed/1.0.0": "{}", "shop/order/placed/1.0.1": "{}" },
    frozen: ["shop/order/placed/1.0.0"],
    accepted: [],
  },
});
