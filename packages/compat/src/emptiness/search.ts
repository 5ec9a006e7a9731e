import type { Json } from "@concordat/json";
import { type Budget, Undecided } from "../budget.ts";
import {
  type JsonType,
  jsonTypes,
  type Literal,
  never,
  type Specialise,
  type Terms,
  told,
} from "../terms/index.ts";
import { lookAhead } from "./look-ahead.ts";
import { empty, type Outcome, unknown } from "./outcome.ts";
import { assume, type Choice, copyOf, emptyState, learn, type State, weightOf } from "./state.ts";

/** Decides conjunctions of atoms of one type; the theories of numbers, strings, arrays and objects behind one door. */
export type Theories = {
  decide(type: JsonType, atoms: readonly Literal[]): Outcome;
  /** A cheap "surely empty": may always say no. The second part are the atoms that are new. */
  refutes(type: JsonType, atoms: readonly Literal[]): (added: readonly Literal[]) => boolean;
};

export type SearchOptions = {
  readonly terms: Terms;
  readonly budget: Budget;
  readonly specialise: Specialise;
  readonly theories: Theories;
  readonly holds: (goal: Literal, value: Json) => boolean;
};

/** What a way may take along without paying: unions that people write have hundreds of members at most. */
const carriedFree = 1000;

/**
 * Looks for a value of a goal, type by type: takes the conjunction apart, lets the theory judge its atoms, and branches
 * on what is left to choose.
 */
export function createSearch(options: SearchOptions): (goal: Literal, looksAhead: boolean) => Outcome {
  const { terms, budget, specialise, theories, holds } = options;

  const explore = (type: JsonType, state: State, looksAhead: boolean): Outcome => {
    budget.step(1 + Math.floor((state.atoms.length + state.choices.length) / 4));
    const base = decide(type, state.atoms);
    // No choice could take back a contradiction among the atoms; and often the first value that comes along will do.
    if (base.is === "empty" || failedBy(base, state).length === 0) return base;
    if (looksAhead) {
      const before = state.atoms.length;
      if (!lookAhead(state, theories.refutes(type, [...state.atoms]), terms, budget)) return empty;
      if (state.atoms.length > before || state.choices.length === 0) return explore(type, state, looksAhead);
    }
    return branch(nextChoice(state, base), type, state, looksAhead);
  };

  /**
   * The choice with the fewest ways, among those that the value at hand does not satisfy anyway: of twenty conditions
   * on a tag most say nothing of a value with another tag, and need never be looked into. A choice that no value on the
   * way ever fails is never made, which takes nothing away: all that is said is that the value found satisfies the goal.
   */
  const nextChoice = (state: State, base: Outcome): Choice => {
    const failed = failedBy(base, state);
    return (failed.length > 0 ? failed : state.choices).reduce((a, b) =>
      weightOf(b, terms) < weightOf(a, terms) ? b : a,
    );
  };

  /** The choices of which the value found for the atoms says nothing, or no; without such a value, all. */
  const failedBy = (base: Outcome, { choices }: State): readonly Choice[] =>
    base.is === "inhabited" ? choices.filter(({ of }) => told(holds, of, base.witness) !== true) : choices;

  const branch = ({ of, branches }: Choice, type: JsonType, state: State, looksAhead: boolean): Outcome => {
    let open: Outcome | undefined;
    for (const { first, rest } of branches) {
      const next = copyOf(state);
      next.choices = next.choices.filter((choice) => choice.of !== of);
      const literals = rest === undefined ? first : [...first, ...rest()];
      // In a union of thousands each way takes all the others along, as what does not hold.
      budget.step(Math.max(0, next.assumed.size + next.learnt.size + literals.length - carriedFree) >> 2);
      const outcome = assume(next, literals, terms) ? explore(type, next, looksAhead) : empty;
      if (outcome.is === "inhabited") return outcome;
      if (outcome.is === "unknown") open ??= outcome;
      // What this way would have found is not there: the ways still to come need not look for it again.
      const [only] = literals;
      if (outcome.is === "empty" && only !== undefined && literals.length === 1)
        if (!learn(state, -only, terms)) break;
    }
    return open ?? empty;
  };

  /** A theory that cannot answer leaves its own part open; only a spent budget ends the whole question. */
  const decide = (type: JsonType, atoms: readonly Literal[]): Outcome => {
    try {
      return theories.decide(type, atoms);
    } catch (error) {
      if (!(error instanceof Undecided) || budget.isSpent) throw error;
      return unknown(error.doubt);
    }
  };

  return (goal, looksAhead) => {
    let open: Outcome | undefined;
    for (const type of jsonTypes) {
      const special = specialise(goal, type);
      if (special === never) continue;
      const state = emptyState();
      const outcome = assume(state, [special], terms) ? explore(type, state, looksAhead) : empty;
      if (outcome.is === "inhabited") return outcome;
      if (outcome.is === "unknown") open ??= outcome;
    }
    return open ?? empty;
  };
}
