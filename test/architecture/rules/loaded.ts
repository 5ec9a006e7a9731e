import { isFree } from "../law.ts";
import { defineRule } from "./rule.ts";

export const loaded = defineRule({
  name: "loaded",
  *check({ law, packages }) {
    const allowed = law.loads.flatMap(({ files }) => files);
    for (const { path, computed } of packages.flatMap(({ files }) => files))
      if (!isFree(law, path) && !allowed.includes(path))
        for (const line of computed)
          yield {
            at: `${path}:${line}`,
            says: "imports what it names when it runs",
            fact: "no reader and no rule here can tell what is loaded",
          };
  },
});
