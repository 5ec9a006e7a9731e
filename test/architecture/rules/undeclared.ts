import type { Link } from "../house.ts";
import { isProduction, manifestOf, saying } from "../house.ts";
import { defineRule } from "./rule.ts";

/** Test code may also draw on the root's dependencies, and on our packages, which npm links for the whole repository. */
export const undeclared = defineRule({
  name: "undeclared",
  *check({ links, packages }) {
    const ofRoot = packages.find(({ folder }) => folder === "")?.dependencies ?? [];
    for (const link of links) {
      const name = packageNameOf(link);
      if (name === undefined || name === link.from.name) continue;
      const own = link.from.dependencies.filter((dependency) => dependency.name === name);
      if (own.some((dependency) => link.free || isProduction(dependency))) continue;
      if (
        link.free &&
        (link.target.kind === "package" || ofRoot.some((dependency) => dependency.name === name))
      )
        continue;
      const manifest = manifestOf(link.from);
      const how = own.length > 0 ? "only for development" : "not at all";
      const kind = link.free ? "devDependencies" : "dependencies";
      yield {
        ...saying(link),
        fact: `${manifest} declares ${name} ${how}`,
        reasons: { wayOut: `name ${name} in \`${kind}\` of ${manifest}` },
      };
    }
  },
});

function packageNameOf({ target }: Link): string | undefined {
  if (target.kind === "guest") return target.name;
  return target.kind === "package" ? target.to.name : undefined;
}
