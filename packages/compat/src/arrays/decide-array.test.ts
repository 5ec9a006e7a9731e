import type { Json } from "@concordat/json";
import fc from "fast-check";
import { expect, test } from "vitest";
import { createBudget } from "../budget.ts";
import { empty, inhabited, type Solve, unknown } from "../emptiness/outcome.ts";
import { createEvaluator, createTerms, type Literal, type Terms } from "../terms/index.ts";
import { decideArray } from "./decide-array.ts";

/** A world of three items, in which `solve` is trying them; an array solver that is right is right in it, too. */
const items: readonly Json[] = [0, 1, "a"];
/** Long enough for every array that the atoms below can ask for. */
const longest = 6;
const arrays: readonly Json[][] = arraysUpTo(longest);

const count = fc.integer({ min: 1, max: 2 });
const index = fc.integer({ min: 0, max: 2 });
const some = fc.subarray([...items], { minLength: 1 });
type Ask = (terms: Terms) => Literal;
const atom: fc.Arbitrary<Ask> = fc
  .tuple(
    fc.oneof(
      count.map(
        (count): Ask =>
          (terms) =>
            terms.atom({ kind: "min-items", count }),
      ),
      fc.tuple(index, some).map(
        ([index, values]): Ask =>
          (terms) =>
            terms.atom({ kind: "item", index, is: setOf(values, terms) }),
      ),
      fc.tuple(index, some, count).map(
        ([from, values, count]): Ask =>
          (terms) =>
            terms.atom({ kind: "contains", from, is: setOf(values, terms), count }),
      ),
      fc.constant<Ask>((terms) => terms.atom({ kind: "unique" })),
    ),
    fc.boolean(),
  )
  .map(
    ([ask, isNegated]): Ask =>
      (terms) =>
        isNegated ? -ask(terms) : ask(terms),
  );

test("arrays: the answer is the one that trying all short arrays gives", () => {
  fc.assert(
    fc.property(fc.array(atom, { minLength: 1, maxLength: 4 }), (asks) => {
      const { outcome, tried, isWitness } = decided(asks);

      expect(outcome.is).toBe(tried === undefined ? "empty" : "inhabited");
      if (outcome.is === "inhabited") expect(isWitness(outcome.witness)).toBe(true);
    }),
    { numRuns: 500 },
  );
});

test("what cannot be told of items is never taken for nothing", () => {
  fc.assert(
    fc.property(fc.array(atom, { minLength: 1, maxLength: 4 }), fc.nat({ max: 2 }), (asks, which) => {
      const { outcome, tried, isWitness } = decided(asks, (literal) => Math.abs(literal) % 3 === which);

      if (outcome.is === "empty") expect(tried).toBe(undefined);
      if (outcome.is === "inhabited") expect(isWitness(outcome.witness)).toBe(true);
    }),
    { numRuns: 2000 },
  );
});

/** What the solver says of the atoms where items for which `isOpen` cannot be told, and what trying everything finds. */
function decided(asks: readonly Ask[], isOpen: (literal: Literal) => boolean = () => false) {
  const terms = createTerms();
  const budget = createBudget();
  const holds = createEvaluator(terms, budget);
  const atoms = [...new Set(asks.map((ask) => ask(terms)))];
  fc.pre(!atoms.includes(1) && !atoms.some((one) => one === -1 || atoms.includes(-one)));
  const solve: Solve = (goal) => {
    const literal = terms.and(goal);
    if (isOpen(literal)) return unknown({ code: "BUDGET_SPENT", message: "why" });
    const found = items.find((item) => holds(literal, item));
    return found === undefined ? empty : inhabited(found);
  };
  const isWitness = (value: Json) => atoms.every((one) => holds(one, value));
  return {
    outcome: decideArray(atoms, { terms, budget, solve }),
    tried: arrays.find(isWitness),
    isWitness,
  };
}

/** Of this little world; elsewhere "not 0" would mean endlessly much. */
function setOf(values: readonly Json[], terms: Terms): Literal {
  return terms.scalars(values as readonly string[]);
}

function arraysUpTo(length: number): Json[][] {
  const all: Json[][] = [[]];
  for (const array of all) if (array.length < length) for (const item of items) all.push([...array, item]);
  return all;
}
