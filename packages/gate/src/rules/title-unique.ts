import { defineRule } from "../lint/rule.ts";

const cancelled = `{
  "title": "Order-placed",
  "x-concordat": { "kind": "event", "type": "com.example.order.cancelled", "owner": "shop" }
}`;

export const titleUnique = defineRule({
  id: "title-unique",
  severity: "error",
  scope: "catalogue",
  sentence: "The words of a title belong to one contract, and all its versions share them.",
  reason:
    "SDKs make names of the words: Order placed and Order-placed are both orderPlaced, and one of the two would not compile.",
  remedy: "choose other words",
  bad: {
    contracts: {
      "shop/order/cancelled/1.0.0": cancelled,
      "shop/order/placed/1.0.0": `{ "title": «"Order placed"» }`,
    },
    at: "/title",
  },
  good: {
    contracts: {
      "shop/order/cancelled/1.0.0": cancelled.replace("Order-placed", "Order cancelled"),
      "shop/order/placed/1.0.0": `{ "title": "Order placed" }`,
    },
  },
  *check({ contracts }) {
    const owners = new Map<string, string>();
    const titles = new Map<string, string>();
    for (const contract of contracts) {
      const { title, contract: path } = contract;
      if (title === undefined) continue;
      const words = title
        .toLowerCase()
        .split(/[^\p{L}\p{N}]+/u)
        .join(" ")
        .trim();
      const [owner, before] = [owners.get(words) ?? path, titles.get(path) ?? title];
      owners.set(words, owner);
      titles.set(path, before);
      if (owner !== path)
        yield {
          contract,
          at: "/title",
          message: `"${title}" makes the same SDK name as the title of ${owner}`,
        };
      else if (before !== title)
        yield {
          contract,
          at: "/title",
          message: `other versions of ${path} are called "${before}"`,
          hint: `write "${before}"`,
        };
    }
  },
});
