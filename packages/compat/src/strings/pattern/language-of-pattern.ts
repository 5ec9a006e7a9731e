import type { Budget } from "../../budget.ts";
import { type Language, leaf, union } from "../language.ts";
import { automatonOfPattern } from "./automaton-of-pattern.ts";
import { languageOfAlternative } from "./look-around.ts";
import { type Opaque, parsePattern } from "./parse-pattern.ts";

/**
 * The strings in which a pattern finds something: ECMA-262 with the flag u, unanchored, as the keyword `pattern` has it.
 *
 * Kept per budget, not for ever: states are made and paid for on demand, so an automaton that an earlier question had
 * worn in would make the next one cheaper, and a verdict would depend on what was asked before it.
 */
export function languageOfPattern(pattern: string, budget: Budget): Language | Opaque {
  const known = languagesOf.get(budget) ?? new Map<string, Language | Opaque>();
  languagesOf.set(budget, known);
  const found = known.get(pattern) ?? translate(pattern, budget);
  known.set(pattern, found);
  return found;
}

const languagesOf = new WeakMap<Budget, Map<string, Language | Opaque>>();

function translate(pattern: string, budget: Budget): Language | Opaque {
  const whole = automatonOfPattern(pattern, "exactly", budget);
  if (!("reason" in whole)) return leaf(`matches ${JSON.stringify(pattern)}`, whole);
  const tree = parsePattern(pattern);
  if ("reason" in tree) return tree;
  const languages: Language[] = [];
  for (const alternative of tree.alternatives) {
    const language = languageOfAlternative(alternative);
    if ("reason" in language) return language;
    languages.push(language);
  }
  return union(...languages);
}
