import { type Automaton, allAccepted, nothingLeft, type State } from "../automaton.ts";
import type { Language } from "../language.ts";

/** A language with its automata numbered, so that a place in all of them is a list of states. */
export type Formula = true | number | { readonly not: Formula } | { readonly and: readonly Formula[] };

export function formulaOf(language: Language): { formula: Formula; automata: readonly Automaton[] } {
  const automata: Automaton[] = [];
  const numbers = new Map<string, number>();
  const build = (part: Language): Formula => {
    switch (part.kind) {
      case "any":
        return true;
      case "not":
        return { not: build(part.of) };
      case "and":
        return { and: part.of.map(build) };
      case "leaf": {
        const known = numbers.get(part.id) ?? automata.push(part.automaton) - 1;
        numbers.set(part.id, known);
        return known;
      }
    }
  };
  return { formula: build(language), automata };
}

/** What is settled about all words that lead on from these states; `undefined` while it depends on what comes. */
export function fateOf(formula: Formula, states: readonly State[]): boolean | undefined {
  if (formula === true) return true;
  if (typeof formula === "number") {
    const state = states[formula];
    return state === nothingLeft ? false : state === allAccepted ? true : undefined;
  }
  if ("not" in formula) {
    const fate = fateOf(formula.not, states);
    return fate === undefined ? undefined : !fate;
  }
  const fates = formula.and.map((part) => fateOf(part, states));
  if (fates.includes(false)) return false;
  return fates.includes(undefined) ? undefined : true;
}

/**
 * The same states, with those that no longer matter put to rest. In `(a and b) or c`, once `a` has failed, the states
 * of `b` would only multiply the product.
 */
export function restIrrelevant(formula: Formula, states: readonly State[]): State[] {
  const rested = states.map(() => nothingLeft);
  const keep = (part: Formula): void => {
    if (part === true) return;
    if (typeof part === "number") rested[part] = states[part] ?? nothingLeft;
    else if ("not" in part) keep(part.not);
    else {
      // One failure settles the whole conjunction, so its other parts have nothing more to say.
      const failed = part.and.find((member) => fateOf(member, states) === false);
      if (failed === undefined) part.and.forEach(keep);
      else keep(failed);
    }
  };
  keep(formula);
  return rested;
}

/** Whether the word that ends in these states is in. */
export function holdsAt(formula: Formula, automata: readonly Automaton[], states: readonly State[]): boolean {
  if (formula === true) return true;
  if (typeof formula === "number") return automata[formula]?.accepts(states[formula] ?? nothingLeft) === true;
  if ("not" in formula) return !holdsAt(formula.not, automata, states);
  return formula.and.every((part) => holdsAt(part, automata, states));
}
