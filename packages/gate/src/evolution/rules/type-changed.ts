import { placeIn } from "../../lint/place.ts";
import { defineEvolutionRule } from "../rule.ts";

export const typeChanged = defineEvolutionRule({
  id: "type-changed",
  severity: "error",
  about: "promises",
  sentence: "Within a major version, events keep their type.",
  reason:
    "Consumers choose by type what they handle. Events of another type pass them by, and nobody sees an error.",
  remedy: "keep the type, or release the next major version, which has a type of its own",
  bad: {
    contracts: {
      "shop/order/placed/1.0.0": "{}",
      "shop/order/placed/1.1.0": `{
  "x-concordat": { "kind": "event", "type": «"com.example.order.created"», "owner": "shop" }
}`,
    },
    frozen: ["shop/order/placed/1.0.0"],
    at: "/x-concordat/type",
  },
  good: {
    contracts: {
      "shop/order/placed/1.0.0": "{}",
      "shop/order/placed/2.0.0": `{
  "x-concordat": { "kind": "event", "type": "com.example.order.placed.v2", "owner": "shop" }
}`,
    },
    frozen: ["shop/order/placed/1.0.0"],
  },
  *check({ changes, promises, settings }) {
    for (const change of changes.changed) {
      const { previous } = promises(change);
      const { version } = change.side;
      if (previous === undefined || settings(version.contract).policy === "NONE") continue;
      const { type: before } = previous.version;
      if (before === version.type) continue;
      yield {
        contract: version.contract,
        before: previous,
        after: change.side,
        about: "/x-concordat/type",
        message: `the type was ${spoken(before)} and is now ${spoken(version.type)}`,
        place: placeIn(version, "/x-concordat/type"),
        promisedAt: placeIn(previous.version, "/x-concordat/type"),
      };
    }
  },
});

function spoken(type: string | undefined): string {
  return type === undefined ? "not said" : `"${type}"`;
}
