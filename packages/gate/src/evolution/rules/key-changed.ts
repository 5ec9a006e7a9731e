import { placeIn } from "../../lint/place.ts";
import { defineEvolutionRule } from "../rule.ts";

export const keyChanged = defineEvolutionRule({
  id: "key-changed",
  severity: "error",
  about: "promises",
  sentence: "Within a major version, events keep their partition key.",
  reason:
    "Brokers keep the order per key. When the key changes, events about one thing land in two partitions, and a consumer sees the later one first.",
  remedy: "keep the key, or release the next major version",
  bad: {
    contracts: {
      "shop/order/placed/1.0.0": `{
  "x-concordat": { "kind": "event", "type": "com.example.order.placed", "owner": "shop", "key": "/id" },
  "required": ["id", "customer"],
  "properties": {
    "id": { "description": "Id of the order.", "type": "string" },
    "customer": { "description": "Id of the customer.", "type": "string" }
  },
  "examples": [{ "id": "1", "customer": "2" }, { "id": "3", "customer": "4" }]
}`,
      "shop/order/placed/1.1.0": `{
  "x-concordat": { "kind": "event", "type": "com.example.order.placed", "owner": "shop", "key": «"/customer"» },
  "required": ["id", "customer"],
  "properties": {
    "id": { "description": "Id of the order.", "type": "string" },
    "customer": { "description": "Id of the customer.", "type": "string" }
  },
  "examples": [{ "id": "1", "customer": "2" }, { "id": "3", "customer": "4" }]
}`,
    },
    frozen: ["shop/order/placed/1.0.0"],
    at: "/x-concordat/key",
  },
  good: { contracts: { "shop/order/placed/1.0.0": "{}" }, frozen: ["shop/order/placed/1.0.0"] },
  *check({ changes, promises, settings }) {
    for (const change of changes.changed) {
      const { previous } = promises(change);
      const { version } = change.side;
      if (previous === undefined || settings(version.contract).policy === "NONE") continue;
      const { key: before } = previous.version;
      if (before === version.key) continue;
      yield {
        contract: version.contract,
        before: previous,
        after: change.side,
        about: "/x-concordat/key",
        message: `the key was ${before ?? "not said"} and is now ${version.key ?? "not said"}`,
        place: placeIn(version, "/x-concordat/key"),
        promisedAt: placeIn(previous.version, "/x-concordat/key"),
      };
    }
  },
});
