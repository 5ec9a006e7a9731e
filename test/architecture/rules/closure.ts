import { isProduction, manifestOf } from "../house.ts";
import type { Package } from "../read-workspace.ts";
import { defineRule } from "./rule.ts";

/** Asked of manifests, not of imports: npm installs what is declared. */
export const closure = defineRule({
  name: "closure",
  *check({ law, packages }) {
    const byName = new Map(packages.map((owner) => [owner.name, owner]));
    for (const reasons of law.closures) {
      const start = packages.find(({ folder }) => folder === reasons.package);
      if (start === undefined) continue;
      for (const { owner, way } of installed(start, byName))
        for (const { name, line } of owner.dependencies.filter(isProduction)) {
          const brought = byName.get(name)?.folder ?? name;
          if (brought === start.folder || reasons.only.includes(brought)) continue;
          yield {
            at: `${manifestOf(owner)}:${line}`,
            says: `declares ${name}`,
            fact: `who installs ${start.folder} would get ${[...way, brought].join(" → ")}`,
            reasons,
          };
        }
    }
  },
});

/** Our own packages that come along, each with the way from `start` to it. */
function installed(start: Package, byName: ReadonlyMap<string, Package>) {
  const reached = new Map([[start, { owner: start, way: [start.folder] }]]);
  for (const { owner, way } of reached.values())
    for (const { name } of owner.dependencies.filter(isProduction)) {
      const next = byName.get(name);
      if (next !== undefined && !reached.has(next))
        reached.set(next, { owner: next, way: [...way, next.folder] });
    }
  return reached.values();
}
