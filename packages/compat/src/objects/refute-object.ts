import { type Literal, never } from "../terms/index.ts";
import { shapeOfObject } from "./object-shape.ts";
import type { ObjectWorld } from "./object-world.ts";
import { rulesByName } from "./rules-by-name.ts";

/**
 * Says quickly that a conjunction of atoms about objects has no value, or nothing: looks only at members that must be
 * there and whose name is given, of those only at the ones that the new atoms speak of.
 *
 * The atoms already there must not contradict each other.
 */
export function createObjectRefuter(
  atoms: readonly Literal[],
  world: ObjectWorld,
): (added: readonly Literal[]) => boolean {
  const { terms, names, solve, budget } = world;
  const isPlain = (literal: Literal) => {
    const { kind } = terms.nodeOf(literal);
    return kind === "members" || kind === "min-properties";
  };
  budget.step(1 + Math.floor(atoms.length / 4));
  const known = new Set(atoms);
  const base = shapeOfObject(atoms.filter(isPlain), terms);
  const required = new Map<string, Literal[]>();
  for (const { names: of, is } of base.duties) {
    const list = names.listed(of) ?? [];
    const [name] = list;
    if (list.length === 1 && name !== undefined) required.set(name, [...(required.get(name) ?? []), is]);
  }

  const rulesOf = rulesByName(base.rules, names);

  return (added) => {
    budget.step();
    if (added.some((literal) => literal === never || known.has(-literal))) return true;
    const { rules, duties, fewest, most } = shapeOfObject(added.filter(isPlain), terms);
    if (Math.max(fewest, base.fewest) > Math.min(most, base.most)) return true;
    const demanded = new Map<string, Literal[]>();
    for (const { names: of, is } of duties) {
      const list = names.listed(of);
      if (list?.length === 0) return true;
      const [name] = list ?? [];
      if (list?.length === 1 && name !== undefined) demanded.set(name, [...(demanded.get(name) ?? []), is]);
    }
    const touched = new Set(demanded.keys());
    for (const { names: of } of rules)
      for (const name of names.listed(of) ?? required.keys()) if (required.has(name)) touched.add(name);
    return [...touched].some((name) => {
      const more = rules.flatMap((rule) => (names.matches(rule.names, name) ? [rule.is] : []));
      const asked = [...(required.get(name) ?? []), ...(demanded.get(name) ?? [])];
      return solve([...rulesOf(name).sure, ...more, ...asked]).is === "empty";
    });
  };
}
