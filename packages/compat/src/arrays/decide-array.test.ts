import type { Json } from "@concordat/json";
import fc from "fast-check";
import { expect, test } from "vitest";
import { createBudget } from "../budget.ts";
import { empty, inhabited, type Solve } from "../emptiness/outcome.ts";
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
      const terms = createTerms();
      const budget = createBudget();
      const holds = createEvaluator(terms, budget);
      const atoms = [...new Set(asks.map((ask) => ask(terms)))];
      fc.pre(!atoms.includes(1) && !atoms.some((one) => one === -1 || atoms.includes(-one)));
      const solve: Solve = (goal) => {
        const literal = terms.and(goal);
        const found = items.find((item) => holds(literal, item));
        return found === undefined ? empty : inhabited(found);
      };

      const outcome = decideArray(atoms, { terms, budget, solve });
      const tried = arrays.find((array) => atoms.every((one) => holds(one, array)));

      expect(outcome.is).toBe(tried === undefined ? "empty" : "inhabited");
      if (outcome.is === "inhabited") expect(atoms.every((one) => holds(one, outcome.witness))).toBe(true);
    }),
    { numRuns: 500 },
  );
});

/** Of this little world; elsewhere "not 0" would mean endlessly much. */
function setOf(values: readonly Json[], terms: Terms): Literal {
  return terms.scalars(values as readonly string[]);
}

function arraysUpTo(length: number): Json[][] {
  const all: Json[][] = [[]];
  for (const array of all) if (array.length < length) for (const item of items) all.push([...array, item]);
  return all;
}
