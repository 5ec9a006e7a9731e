import fc from "fast-check";
import { createBudget } from "../budget.ts";
import { createEvaluator, createTerms, type Literal, type Terms } from "../terms/index.ts";

/** The numbers 0 to 7 are all there is, so that everything can be tried. For tests only. */
export const littleWorld: readonly number[] = [0, 1, 2, 3, 4, 5, 6, 7];

export type Ask = (terms: Terms) => Literal;

/** Propositions about them, of every kind that is made of others. */
export const { ask: littlePropositions } = fc.letrec<{ ask: Ask }>((tie) => {
  const made = (make: (terms: Terms, of: readonly Literal[]) => Literal): fc.Arbitrary<Ask> =>
    fc.array(tie("ask"), { minLength: 1, maxLength: 4 }).map(
      (all): Ask =>
        (terms) =>
          make(
            terms,
            all.map((one) => one(terms)),
          ),
    );
  return {
    ask: fc.oneof(
      { maxDepth: 4, withCrossShrink: true },
      fc.subarray([...littleWorld]).map(
        (values): Ask =>
          (terms) =>
            terms.scalars(values),
      ),
      made((_, [one = 1]) => -one),
      made((terms, all) => terms.and(all)),
      made((terms, all) => terms.or(all)),
      made((terms, all) => terms.exactlyOne(all)),
      made((terms, all) => -terms.exactlyOne(all)),
      made((terms, [guard = 1, one = 1, other = 1]) =>
        terms.cases([
          { guard, implied: one },
          { guard: -guard, implied: other },
        ]),
      ),
    ),
  };
});

export function createLittleWorld() {
  const terms = createTerms();
  const budget = createBudget();
  const holds = createEvaluator(terms, budget);
  /** The numbers of which all of it holds. */
  const those = (literals: readonly Literal[]): readonly number[] =>
    littleWorld.filter((value) => literals.every((literal) => holds(literal, value)));
  return { terms, budget, holds, those };
}
