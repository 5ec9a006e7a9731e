import { type Budget, defaultSteps } from "../budget.ts";
import type { Doubt } from "../doubt.ts";
import { complement, intersect, type Language } from "./language.ts";
import { allowance } from "./search/allowance.ts";
import { formulaOf, holdsAt } from "./search/formula.ts";
import { productOf } from "./search/product.ts";
import { blockOf } from "./sets/alphabet.ts";

/**
 * Whether no string is in. Exact, or `OutOfBudget` where the product of the automata is too large.
 *
 * @throws {OutOfBudget}
 */
export function isEmpty(language: Language, budget: Budget): boolean {
  const limited = allowance(budget, stepsOfOneQuestion, tooManyStates);
  const product = productOf(language);
  for (let looked = 0; ; product.grow(product.layers + 1, limited)) {
    if (product.accepts.includes(true, looked)) return false;
    if (product.isComplete) return true;
    looked = product.accepts.length;
  }
}

/** Whether every string of `smaller` is in `larger`. @throws {OutOfBudget} */
export function includes(larger: Language, smaller: Language, budget: Budget): boolean {
  return isEmpty(intersect(smaller, complement(larger)), budget);
}

export function matches(language: Language, word: string, budget: Budget): boolean {
  const { formula, automata } = formulaOf(language);
  const states = automata.map(({ start }) => start);
  for (const character of word) {
    const codePoint = character.codePointAt(0) ?? 0;
    automata.forEach((automaton, which) => {
      const block = blockOf(automaton.alphabet, codePoint);
      states[which] = automaton.step(states[which] ?? 0, block, budget);
    });
  }
  return holdsAt(formula, automata, states);
}

/** So that a few monstrous questions leave something for the others. */
export const stepsOfOneQuestion = defaultSteps / 4;
const tooManyStates: Doubt = {
  code: "BUDGET_SPENT",
  message: "patterns have too many states, or too many in common",
};
