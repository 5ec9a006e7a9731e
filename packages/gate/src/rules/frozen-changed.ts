import { verifyLock } from "@concordat/contracts";
import { defineRule } from "../lint/rule.ts";

export const frozenChanged = defineRule({
  id: "frozen-changed",
  code: "FROZEN_CHANGED",
  severity: "error",
  scope: "catalogue",
  sentence: "A frozen version keeps the content that it was frozen with.",
  reason:
    "Publishers, consumers and stored events rely on it. The lock is over the content, so formatting may change; not one value may.",
  remedy: "restore the file, and make the change in a new version",
  bad: {
    contracts: { "shop/order/placed/1.0.0": `«{» "title": "Order placed" }` },
    lock: { "shop/order/placed/1.0.0": `sha256:${"0".repeat(64)}` },
    at: "",
  },
  good: { contracts: { "shop/order/placed/1.0.0": `{ "title": "Order placed" }` }, lock: {} },
  *check({ lock, catalogue }) {
    for (const { code, message, hint, at } of verifyLock(lock, catalogue)) {
      const contract = catalogue.byId(at.contract ?? "");
      if (code === "FROZEN_CHANGED" && contract !== undefined) yield { contract, at: "", message, hint };
    }
  },
});
