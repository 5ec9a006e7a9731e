import type { Budget } from "../budget.ts";
import type { Literal, Terms } from "../terms/index.ts";
import { assume, atomsOf, type Choice, isAtom, notExactlyOneOf, type State } from "./state.ts";

/**
 * Tries each branch of each choice against the atoms before any is taken: a refuted branch is dropped, and a choice one
 * of whose branches cannot but hold is dropped whole. What is left of a tagged union of eighty members is one member.
 *
 * False when some choice has no branch left. A choice with one branch left is taken, and its atoms are new to the
 * caller, who looks at everything again.
 */
export function lookAhead(
  state: State,
  refutes: (added: readonly Literal[]) => boolean,
  terms: Terms,
  budget: Budget,
): boolean {
  const undecided: Choice[] = [];
  const forced: Literal[] = [];
  for (const choice of state.choices) {
    const { of, branches } = choice;
    budget.step(branches.length);
    const members = notExactlyOneOf(of, terms);
    // All impossible members are crossed out at a stroke; its branches would do so one by one.
    if (members !== undefined) {
      const possible = members.filter((member) => isPossible([member], refutes, terms, budget));
      if (possible.length < members.length) forced.push(-terms.exactlyOne(possible));
      else undecided.push(choice);
      continue;
    }
    if (branches.some(({ first, rest }) => rest === undefined && isEntailed(first, refutes, terms))) continue;
    const alive = branches.filter(({ first }) => isPossible(first, refutes, terms, budget));
    const [only] = alive;
    if (only === undefined) return false;
    if (alive.length > 1) undecided.push({ of, branches: alive });
    else forced.push(...only.first, ...(only.rest?.() ?? []));
  }
  state.choices = undecided;
  return forced.length === 0 || assume(state, forced, terms);
}

function isPossible(
  literals: readonly Literal[],
  refutes: (added: readonly Literal[]) => boolean,
  terms: Terms,
  budget: Budget,
): boolean {
  budget.step();
  const atoms = atomsOf(literals, terms);
  return atoms.length === 0 || !refutes(atoms);
}

function isEntailed(
  literals: readonly Literal[],
  refutes: (added: readonly Literal[]) => boolean,
  terms: Terms,
): boolean {
  const [only] = literals;
  return literals.length === 1 && only !== undefined && isAtom(only, terms) && refutes([-only]);
}
