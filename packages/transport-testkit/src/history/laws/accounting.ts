import type { Law } from "../law.ts";

export const accounting: Law = {
  id: "I7",
  sentence: "nothing is both handled and a dead letter, and whoever else counts comes to the same",
  *check({ groups }, { counts = {} }) {
    for (const [name, { handled, buried }] of groups)
      for (const id of buried)
        if (handled.has(id)) yield `${id} was handled by the group ${name} and is its dead letter, too`;
    for (const [name, told] of Object.entries(counts)) {
      const group = groups.get(name);
      const seen = { handled: group?.handled.size ?? 0, buried: group?.buried.size ?? 0 };
      if (seen.handled !== told.handled || seen.buried !== told.buried)
        yield `the group ${name} handled ${seen.handled} and buried ${seen.buried}, and was said to have handled ${told.handled} and buried ${told.buried}`;
    }
  },
};
