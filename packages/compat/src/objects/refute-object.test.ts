import { expect, test } from "vitest";
import { createBudget } from "../budget.ts";
import { empty, inhabited, type Solve } from "../emptiness/outcome.ts";
import { createEvaluator, createSpecialise, createTerms, type Literal, type Terms } from "../terms/index.ts";
import { createNames } from "./names.ts";
import { createObjectRefuter } from "./refute-object.ts";

/** That it is never wrong is tested beside the solver; here, that it sees what it is there to see. */
type Ask = (terms: Terms) => Literal;
const members =
  (names: readonly string[], is: readonly number[]): Ask =>
  (terms) =>
    terms.atom({ kind: "members", names: terms.scalars(names), is: terms.scalars(is) });
const some =
  (names: readonly string[], is: readonly number[]): Ask =>
  (terms) =>
    -terms.atom({ kind: "members", names: terms.scalars(names), is: -terms.scalars(is) });
const atLeast =
  (count: number): Ask =>
  (terms) =>
    terms.atom({ kind: "min-properties", count });
const atMost =
  (count: number): Ask =>
  (terms) =>
    -terms.atom({ kind: "min-properties", count: count + 1 });
const like =
  (source: string, is: readonly number[]): Ask =>
  (terms) =>
    terms.atom({ kind: "members", names: terms.atom({ kind: "pattern", source }), is: terms.scalars(is) });

test.each<[string, readonly Ask[], readonly Ask[], boolean]>([
  ["what never holds", [], [() => -1], true],
  ["what is denied already", [atLeast(2)], [(terms) => -atLeast(2)(terms)], true],
  ["more members than may be, by the new atom", [atMost(1)], [atLeast(2)], true],
  ["more members than may be, by the old one", [atLeast(2)], [atMost(1)], true],
  ["as many members as may be", [atMost(2)], [atLeast(2)], false],
  ["a new rule against a member that must be there", [some(["a"], [1])], [members(["a"], [2])], true],
  ["a new rule for a member that must be there", [some(["a"], [1])], [members(["a"], [1, 2])], false],
  ["a new rule about another member", [some(["a"], [1])], [members(["b"], [2])], false],
  ["a new member against a rule", [members(["a"], [2])], [some(["a"], [1])], true],
  ["a new member that a rule allows", [members(["a"], [1, 2])], [some(["a"], [1])], false],
  ["a new pattern against a member that must be there", [some(["ab"], [1])], [like("^a", [2])], true],
  ["a new pattern about other members", [some(["ab"], [1])], [like("^b", [2])], false],
  ["a new member against a new rule", [], [some(["a"], [1]), members(["a"], [2])], true],
  ["two things asked of one member that do not go together", [some(["a"], [1])], [some(["a"], [2])], true],
  ["a member of one of two names", [members(["a"], [2])], [some(["a", "b"], [1])], false],
  ["a member of no name", [], [some([], [1])], true],
])("%s", (_what, asks, more, isRefuted) => {
  const terms = createTerms();
  const budget = createBudget();
  const holds = createEvaluator(terms, budget);
  const solve: Solve = (goal) => {
    const literal = terms.and(goal);
    const found = [1, 2].find((value) => holds(literal, value));
    return found === undefined ? empty : inhabited(found);
  };
  const names = createNames({ terms, holds, specialise: createSpecialise(terms) });
  const before = budget.used;
  const refutes = createObjectRefuter(
    asks.map((ask) => ask(terms)),
    { terms, budget, solve, names },
  );

  expect(refutes(more.map((ask) => ask(terms)))).toBe(isRefuted);
  expect(budget.used).toBeGreaterThan(before);
});
