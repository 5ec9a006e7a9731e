import { matches } from "../law.ts";
import { defineRule } from "./rule.ts";

export const never = defineRule({
  name: "never",
  *check({ law, edges }) {
    for (const reasons of law.never)
      for (const { from, to, at, says } of edges) {
        if (!matches(from.folder, reasons.from) || !matches(to.folder, reasons.to)) continue;
        yield { at, says, fact: `${from.folder} never knows ${to.folder}`, reasons };
      }
  },
});
