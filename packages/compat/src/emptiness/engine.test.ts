import fc from "fast-check";
import { expect, test } from "vitest";
import { createBudget } from "../budget.ts";
import { type Literal, type Terms, typeBits } from "../terms/index.ts";
import { createEngine } from "./engine.ts";

/** Propositions about the numbers 0 to 7: which of them hold is all there is to know. */
type Ask = (terms: Terms) => Literal;
const sets = fc.subarray([0, 1, 2, 3, 4, 5, 6, 7]).map(
  (values): Ask =>
    (terms) =>
      terms.scalars(values),
);
const { ask: propositions } = fc.letrec<{ ask: Ask }>((tie) => ({
  ask: fc.oneof(
    { maxDepth: 5, withCrossShrink: true },
    sets,
    tie("ask").map(
      (one): Ask =>
        (terms) =>
          -one(terms),
    ),
    some(tie("ask")).map(
      (all): Ask =>
        (terms) =>
          terms.and(all.map((one) => one(terms))),
    ),
    some(tie("ask")).map(
      (all): Ask =>
        (terms) =>
          terms.exactlyOne(all.map((one) => one(terms))),
    ),
    fc.tuple(tie("ask"), tie("ask"), tie("ask")).map(
      ([test, one, other]): Ask =>
        (terms) => {
          const guard = test(terms);
          const [implied, otherwise] = [one(terms), other(terms)];
          return terms.cases([
            { guard, implied },
            { guard: -guard, implied: otherwise },
          ]);
        },
    ),
  ),
}));

test.each([true, false])(
  "a proposition has a value exactly if trying all values finds one (shortcuts: %s)",
  (shortcuts) => {
    fc.assert(
      fc.property(fc.array(propositions, { minLength: 1, maxLength: 3 }), (asks) => {
        const { terms, solve, holds } = createEngine({ budget: createBudget(), shortcuts });
        const world = terms.scalars([0, 1, 2, 3, 4, 5, 6, 7]);
        const literals = [world, ...asks.map((ask) => ask(terms))];
        const tried = [0, 1, 2, 3, 4, 5, 6, 7].filter((value) => literals.every((one) => holds(one, value)));

        const outcome = solve(literals);

        expect(outcome.is).toBe(tried.length === 0 ? "empty" : "inhabited");
        if (outcome.is === "inhabited") expect(tried).toContain(outcome.witness);
      }),
      { numRuns: 300 },
    );
  },
);

test("a tagged union of a hundred members is told apart by its tags, not by trying pairs", () => {
  const { terms, solve, budget } = createEngine({ budget: createBudget() });
  const member = (tag: number) =>
    terms.and([
      terms.types(typeBits.object),
      -terms.atom({ kind: "members", names: terms.scalars(["tag"]), is: -1 }),
      terms.atom({ kind: "members", names: terms.scalars(["tag"]), is: terms.scalars([tag]) }),
    ]);
  const union = (count: number) => terms.exactlyOne(Array.from({ length: count }, (_, tag) => member(tag)));

  expect(solve([union(100), -union(101)]).is).toBe("empty");
  expect(solve([union(101), -union(100)])).toEqual({ is: "inhabited", witness: { tag: 100 } });
  expect(budget.used).toBeLessThan(600_000);
});

function some(ask: fc.Arbitrary<Ask>): fc.Arbitrary<Ask[]> {
  return fc.array(ask, { minLength: 1, maxLength: 3 });
}
