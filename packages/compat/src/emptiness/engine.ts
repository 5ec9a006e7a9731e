import type { Json } from "@concordat/json";
import type { Budget } from "../budget.ts";
import { createEvaluator, createSpecialise, createTerms, type Literal, type Terms } from "../terms/index.ts";
import { createGoals } from "./goals.ts";
import type { Solve } from "./outcome.ts";
import { createSearch } from "./search.ts";
import { createTheories } from "./theories.ts";

/** The propositions of one question and what can be asked about them. */
export type Engine = {
  readonly terms: Terms;
  readonly budget: Budget;
  /** Whether there is a value of which all the literals hold. Throws `Undecided` once the budget is spent. */
  solve: Solve;
  holds(literal: Literal, value: Json): boolean;
};

export type EngineOptions = {
  readonly budget: Budget;
  /** Memory of goals and looking ahead. Off, the engine is slower and its verdicts the same. Default on. */
  readonly shortcuts?: boolean;
};

export function createEngine({ budget, shortcuts = true }: EngineOptions): Engine {
  const terms = createTerms();
  const holds = createEvaluator(terms, budget);
  const specialise = createSpecialise(terms);
  const theories = createTheories({ terms, budget, specialise, holds, solve: (goal) => solve(goal) });
  const search = createSearch({ terms, budget, specialise, theories, holds });
  const solve: Solve = createGoals({
    terms,
    search: (goal, looksAhead) => search(goal, looksAhead && shortcuts),
    holds,
    remembers: shortcuts,
  });
  return { terms, budget, solve, holds };
}
