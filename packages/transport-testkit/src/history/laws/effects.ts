import type { Law } from "../law.ts";

export const effects: Law = {
  id: "I3",
  sentence: "where effects are counted, each event that is handled has exactly one",
  *check({ groups }) {
    for (const [name, group] of groups) {
      if (group.effects.size === 0) continue;
      for (const id of new Set([...group.handled, ...group.effects.keys()])) {
        const times = group.effects.get(id) ?? 0;
        if (times !== 1) yield `${id} had ${times} effects in the group ${name}`;
      }
    }
  },
};
