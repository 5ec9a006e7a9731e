import { floorNumber, floorTitle } from "../law.ts";
import { defineRule } from "./rule.ts";

export const upward = defineRule({
  name: "upward",
  *check({ law, edges }) {
    for (const { from, to, at, says } of edges) {
      const own = floorNumber(law, from.folder);
      const other = floorNumber(law, to.folder);
      if (own === undefined || other === undefined || other <= own) continue;
      const fact = `${from.folder} stands on ${floorTitle(law, from.folder)}, ${to.folder} above it on ${floorTitle(law, to.folder)}`;
      yield { at, says, fact };
    }
  },
});
