import { verifyLock } from "@concordat/contracts";
import { defineRule } from "../lint/rule.ts";

export const frozenMissing = defineRule({
  id: "frozen-missing",
  code: "FROZEN_MISSING",
  severity: "error",
  scope: "catalogue",
  sentence: "A frozen version stays in the catalogue.",
  reason:
    "Events that were written by it lie in logs and dead-letter queues, and name it in their dataschema.",
  remedy: "restore the file",
  bad: {
    contracts: { "shop/order/placed/1.1.0": "{}" },
    lock: { "shop/order/placed/1.0.0": `sha256:${"0".repeat(64)}` },
    file: "schemas/shop/order/placed/1.0.0.json",
  },
  good: { contracts: { "shop/order/placed/1.1.0": "{}" }, lock: {} },
  *check({ lock, catalogue }) {
    for (const { code, message, hint, at } of verifyLock(lock, catalogue))
      if (code === "FROZEN_MISSING") yield { place: at, message, hint };
  },
});
