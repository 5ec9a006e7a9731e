import type { Literal } from "../terms/index.ts";
import type { Names } from "./names.ts";
import type { Members } from "./object-shape.ts";

/**
 * What the rules ask of the member of a name. Most rules list their names, as `properties` does, and are found by them;
 * only the few others are tried on each name.
 */
export function rulesByName(rules: readonly Members[], names: Names): (name: string) => readonly Literal[] {
  const listed = new Map<string, Literal[]>();
  const others: Members[] = [];
  for (const rule of rules) {
    const list = names.listed(rule.names);
    if (list === undefined) others.push(rule);
    for (const name of list ?? []) {
      const sofar = listed.get(name);
      if (sofar === undefined) listed.set(name, [rule.is]);
      else sofar.push(rule.is);
    }
  }
  const found = new Map<string, readonly Literal[]>();
  return (name) => {
    const known = found.get(name);
    if (known !== undefined) return known;
    const tried = others.flatMap((rule) => (names.matches(rule.names, name) ? [rule.is] : []));
    const all = [...(listed.get(name) ?? []), ...tried];
    found.set(name, all);
    return all;
  };
}
