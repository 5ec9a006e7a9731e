import { Undecided } from "../budget.ts";
import type { Doubt } from "../doubt.ts";
import type { Literal } from "../terms/index.ts";
import type { Names } from "./names.ts";
import type { Members } from "./object-shape.ts";

/** What is asked of the value of one name. */
export type RulesOfName = {
  readonly sure: readonly Literal[];
  /** Asked too, if the name is one of those that a pattern nobody can follow speaks of. */
  readonly perhaps: readonly Literal[];
  /** Why that is not known. */
  readonly doubt?: Doubt;
};

/**
 * What the rules ask of the member of a name. Most rules list their names, as `properties` does, and are found by them;
 * only the few others are tried on each name.
 */
export function rulesByName(rules: readonly Members[], names: Names): (name: string) => RulesOfName {
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
  const found = new Map<string, RulesOfName>();
  const tryAll = (name: string): RulesOfName => {
    const sure = [...(listed.get(name) ?? [])];
    const perhaps: Literal[] = [];
    let doubt: Doubt | undefined;
    for (const rule of others)
      try {
        if (names.matches(rule.names, name)) sure.push(rule.is);
      } catch (error) {
        if (!(error instanceof Undecided)) throw error;
        perhaps.push(rule.is);
        doubt ??= error.doubt;
      }
    return { sure, perhaps, ...(doubt && { doubt }) };
  };
  return (name) => {
    const known = found.get(name) ?? tryAll(name);
    found.set(name, known);
    return known;
  };
}
