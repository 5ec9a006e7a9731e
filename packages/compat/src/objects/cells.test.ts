import { expect, test } from "vitest";
import { createBudget, Undecided } from "../budget.ts";
import { empty, inhabited, type Solve } from "../emptiness/outcome.ts";
import { createEvaluator, createSpecialise, createTerms, never } from "../terms/index.ts";
import { cellsOf } from "./cells.ts";
import { createNames } from "./names.ts";

function worldOf(names: readonly string[]) {
  const terms = createTerms();
  const budget = createBudget();
  const holds = createEvaluator(terms, budget);
  const solve: Solve = (goal) => {
    const literal = terms.and(goal);
    const found = names.find((name) => holds(literal, name));
    return found === undefined ? empty : inhabited(found);
  };
  const like = (source: string) => terms.atom({ kind: "pattern", source });
  const about = createNames({ terms, holds, specialise: createSpecialise(terms) });
  return { terms, like, world: { terms, budget, solve, names: about } };
}

const shape = { fewest: 0, most: Number.POSITIVE_INFINITY, duties: [] };
const nobody: ReadonlySet<string> = new Set();

test("two patterns divide the names into as many kinds as there are names for", () => {
  const { terms, like, world } = worldOf(["x", "a", "ab"]);
  const [one, other] = [terms.scalars([1]), terms.scalars([2])];
  const rules = [
    { names: like("^a"), is: one },
    { names: like("b$"), is: other },
  ];
  const cells = cellsOf({ ...shape, rules }, nobody, world);

  expect(cells.map(({ demands }) => demands)).toEqual([[], [one], [one, other]]);
  expect(cells.map(({ satisfies }) => satisfies(like("^a")))).toEqual([false, true, true]);
});

test("names whose members may not be are no kind", () => {
  const { like, world } = worldOf(["x", "a"]);

  expect(cellsOf({ ...shape, rules: [{ names: like("^a"), is: never }] }, nobody, world)).toHaveLength(1);
});

test("too many kinds are given up, and say so", () => {
  const letters = [..."abcdefghijkl"];
  const { terms, like, world } = worldOf([]);
  const rules = letters.map((letter) => ({ names: like(letter), is: terms.scalars([1]) }));
  const divide = () => cellsOf({ ...shape, rules }, nobody, { ...world, solve: () => inhabited("") });

  expect(divide).toThrow(Undecided);
  expect(divide).toThrow("more than 2000 kinds");
});
