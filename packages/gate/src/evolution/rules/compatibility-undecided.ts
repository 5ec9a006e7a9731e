import { undecidedRule } from "../breaks-of.ts";
import { defineEvolutionRule } from "../rule.ts";

export const compatibilityUndecided = defineEvolutionRule({
  id: undecidedRule,
  severity: "error",
  about: "verdicts",
  sentence: "Whether a change keeps its promises is decided, by a proof or by a witness.",
  reason:
    "A verdict that nobody could reach is no permission. The message says what stood in the way; what it leads to is a setting, `compatibility.undecided`: fail, warn or allow.",
  remedy: "say it with simpler keywords, or accept that it is not known",
  bad: {
    contracts: {
      "shop/order/placed/1.0.0": `{
  "properties": { "code": { "description": "Code of the voucher.", "$ref": "https://elsewhere.example/code.json" } }
}`,
      "shop/order/placed/1.1.0": `«{»
  "properties": { "code": { "description": "Code of the voucher.", "type": "string" } }
}`,
    },
    frozen: ["shop/order/placed/1.0.0"],
    at: "",
  },
  good: {
    contracts: {
      "shop/order/placed/1.0.0": `{
  "properties": { "code": { "description": "Code of the voucher.", "type": "string" } }
}`,
    },
    frozen: ["shop/order/placed/1.0.0"],
  },
});
