import type { House, Link } from "../house.ts";
import { isProduction, isWhollyFree, manifestOf } from "../house.ts";
import type { Dependency, Package } from "../read-workspace.ts";
import { defineRule } from "./rule.ts";

/** The root is left out: it declares the tools that scripts start as programs. */
export const unused = defineRule({
  name: "unused",
  *check(house) {
    for (const owner of house.packages) {
      if (owner.folder === "") continue;
      const uses = house.links.filter(({ from }) => from === owner);
      for (const dependency of owner.dependencies) {
        const users = uses.filter((link) => namesIt(dependency.name, link));
        if (users.some((link) => counts(link, dependency, owner, house))) continue;
        yield {
          at: `${manifestOf(owner)}:${dependency.line}`,
          says: `declares ${dependency.name}`,
          ...(users.length === 0
            ? { fact: `no file of ${owner.folder} imports it` }
            : { fact: "only test code imports it", reasons: { wayOut: "move it to `devDependencies`" } }),
        };
      }
    }
  },
});

/** What users install must serve production code; what only we install may serve any. */
function counts(link: Link, dependency: Dependency, owner: Package, { law }: House): boolean {
  return !link.free || !isProduction(dependency) || isWhollyFree(law, owner);
}

function namesIt(dependency: string, { target }: Link): boolean {
  if (target.kind === "package") return dependency === target.to.name;
  if (target.kind === "builtin") return dependency === "@types/node";
  return target.kind === "guest" && [target.name, typesOf(target.name)].includes(dependency);
}

/** `@types/pg` serves `pg`, `@types/a__b` serves `@a/b`. */
function typesOf(name: string): string {
  return `@types/${name.replace(/^@/, "").replace("/", "__")}`;
}
