import { type Budget, OutOfBudget } from "../budget.ts";
import { candidatesOf, noDouble } from "./candidates.ts";
import type { NumberAtom } from "./number-atom.ts";
import { isMember, type NumberSet, numberSetOf } from "./number-set.ts";
import { isMultipleOf, toNumber } from "./rational.ts";

/**
 * The numbers that satisfy the positive atoms and none of the negative ones, each once, small and round ones first.
 *
 * A number is any decimal that JSON can write; a witness must be one that a double holds. So the end of the list, which
 * proves that there are no more, is reached only where the decimals end. Where no more than the doubles run out, it throws.
 *
 * @throws {OutOfBudget}
 */
export function* solveNumbers(
  positive: readonly NumberAtom[],
  negative: readonly NumberAtom[],
  budget: Budget,
): Generator<number, void> {
  const set = numberSetOf(positive, negative);
  yield* set.values === undefined ? searched(set, budget) : listed(set, set.values, budget);
}

function* listed(set: NumberSet, values: readonly number[], budget: Budget): Generator<number, void> {
  for (const value of values.toSorted(bySize)) {
    budget.step();
    if (isMember(set, value)) yield value;
  }
}

function* searched(set: NumberSet, budget: Budget): Generator<number, void> {
  const seen = new Set<number>();
  let isMissing = false;
  let inVain = 0;
  for (const exact of candidatesOf(set)) {
    budget.step();
    if (inVain > patience + set.excluded.size)
      throw new OutOfBudget({
        code: "NUMBER_UNREPRESENTABLE",
        message: "no number found that a double holds",
      });
    inVain += 1;
    if (set.notMultiples.some((of) => isMultipleOf(exact, of))) continue;
    const value = toNumber(exact);
    isMissing ||= value === undefined;
    if (value === undefined || seen.has(value) || set.excluded.has(value)) continue;
    seen.add(value);
    inVain = 0;
    yield value;
  }
  if (isMissing) throw new OutOfBudget(noDouble);
}

/** So many candidates in a row may fail; among integers beyond 2⁵³ and next to a bound most do. */
const patience = 2000;

function bySize(a: number, b: number): number {
  return Math.abs(a) - Math.abs(b) || b - a;
}
