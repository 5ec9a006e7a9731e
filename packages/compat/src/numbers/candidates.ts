import { OutOfBudget } from "../budget.ts";
import type { Doubt } from "../doubt.ts";
import { multiplesBetween } from "./lattice.ts";
import { isIntervalEmpty, isRuledOut, type NumberSet, onlyPoint } from "./number-set.ts";
import { leastCommonMultiple, one, type Rational, rational, tenTo, toNumber } from "./rational.ts";

/**
 * Exact numbers of a set to try: multiples of its step, then rounder ones where doubles are too coarse for the step,
 * then, where the members lie dense, ever finer decimals. In rounds, so that none waits for ever; some come twice.
 *
 * Ends only when all multiples of the step were given, and those are all there is.
 *
 * @throws {OutOfBudget} where members lie dense and no finer grid can hold another double
 */
export function* candidatesOf(set: NumberSet): Generator<Rational, void> {
  if (isIntervalEmpty(set)) return;
  const step = set.step ?? onlyPoint(set);
  if (step !== undefined && isRuledOut(step, set)) return;
  const base = multiplesBetween(step ?? one, set.low, set.high);
  const others = otherGrids(set, step);
  let open: Generator<Rational, void>[] = [];
  for (let share = 32; ; share *= 4) {
    const isMore = yield* take(base, share);
    if (!isMore && step !== undefined) return;
    const unfinished: Generator<Rational, void>[] = [];
    for (const grid of open) if (yield* take(grid, share / 4)) unfinished.push(grid);
    // All in the first round, but one after the other: most questions are answered before the second is made.
    for (const grid of others) if (yield* take(grid, share / 4)) unfinished.push(grid);
    if (!isMore && unfinished.length === 0) throw new OutOfBudget(noDouble);
    open = unfinished;
  }
}

export const noDouble: Doubt = {
  code: "NUMBER_UNREPRESENTABLE",
  message: "the numbers that are left are none that a double holds",
};

function* otherGrids(set: NumberSet, step: Rational | undefined): Generator<Generator<Rational, void>, void> {
  for (const grid of rounderGrids(set, step ?? one))
    if (!isRuledOut(grid, set)) yield multiplesBetween(grid, set.low, set.high);
  if (step !== undefined) return;
  for (const grid of finerGrids(set))
    if (!isRuledOut(grid, set)) yield multiplesBetween(grid, set.low, set.high);
}

/** The first whose points doubles can tell apart, and the one before it. Past the largest double there is none. */
function rounderGrids(set: NumberSet, step: Rational): readonly Rational[] {
  const grids: Rational[] = [];
  for (let grid = step, power = 1; power <= digitsOfLargestDouble && isTooFine(grid, set); power += 1) {
    grid = leastCommonMultiple(step, rational(tenTo(power), 1n));
    grids.push(grid);
  }
  return grids.slice(-2);
}

/** Down to the first few that doubles cannot follow; past those, more decimals bring no more doubles. */
function* finerGrids(set: NumberSet): Generator<Rational, void> {
  for (let places = 1, tooFine = 0; tooFine < 3 && places <= placesOfSmallestDouble; places += 1) {
    const grid = rational(1n, tenTo(places));
    yield grid;
    if (isTooFine(grid, set)) tooFine += 1;
  }
}

/** Whether neighbours on this grid are closer than doubles are, there where the set comes nearest to zero. */
function isTooFine(grid: Rational, { low, high }: NumberSet): boolean {
  const points = multiplesBetween(grid, low, high);
  const [first, second] = [points.next().value, points.next().value];
  if (first === undefined || second === undefined) return false;
  return toNumber(first) === undefined || toNumber(second) === undefined;
}

/** 1.7976931348623157e308. */
const digitsOfLargestDouble = 309;
/** 5e-324, and some digits more for those next to it. */
const placesOfSmallestDouble = 340;

function* take(grid: Generator<Rational, void>, count: number): Generator<Rational, boolean> {
  for (let taken = 0; taken < count; taken += 1) {
    const { done, value } = grid.next();
    if (done === true) return false;
    yield value;
  }
  return true;
}
