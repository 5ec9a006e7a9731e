import { floorNumber, floorTitle } from "../law.ts";
import { defineRule } from "./rule.ts";

export const sibling = defineRule({
  name: "sibling",
  *check({ law, edges }) {
    for (const { from, to, at, says } of edges) {
      const floor = floorNumber(law, from.folder);
      if (floor === undefined || floor !== floorNumber(law, to.folder)) continue;
      if (law.siblings.some((pair) => pair.from === from.folder && pair.to === to.folder)) continue;
      yield {
        at,
        says,
        fact: `${from.folder} and ${to.folder} both stand on ${floorTitle(law, from.folder)}`,
      };
    }
  },
});
