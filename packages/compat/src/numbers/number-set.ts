import type { NumberAtom } from "./number-atom.ts";
import {
  absolute,
  compare,
  dividedBy,
  isMultipleOf,
  leastCommonMultiple,
  one,
  type Rational,
  rationalOf,
  zero,
} from "./rational.ts";

/** A conjunction of atoms and negated atoms, gathered: an interval, a lattice, and what is taken out of them. */
export type NumberSet = {
  readonly low: Bound | undefined;
  readonly high: Bound | undefined;
  /** Every member is a multiple of this; without one the members lie dense. */
  readonly step: Rational | undefined;
  /** No member is a multiple of any of these. */
  readonly notMultiples: readonly Rational[];
  /** If given, there are no members but these. */
  readonly values: readonly number[] | undefined;
  readonly excluded: ReadonlySet<number>;
};

export type Bound = { readonly at: Rational; readonly isOpen: boolean };

export function numberSetOf(positive: readonly NumberAtom[], negative: readonly NumberAtom[]): NumberSet {
  const lows: Bound[] = [];
  const highs: Bound[] = [];
  const steps: Rational[] = [];
  const notMultiples: Rational[] = [];
  const lists: (readonly number[])[] = [];
  const excluded = new Set<number>();
  for (const atom of positive)
    if (atom.kind === "multiple-of") steps.push(atom.of);
    else if (atom.kind === "one-of") lists.push(atom.values);
    else lows.push({ at: atom.bound, isOpen: atom.kind === "greater-than" });
  for (const atom of negative)
    if (atom.kind === "multiple-of") notMultiples.push(atom.of);
    // A set takes -0 for 0, as JSON Schema does.
    else if (atom.kind === "one-of") for (const value of atom.values) excluded.add(value);
    else highs.push({ at: atom.bound, isOpen: atom.kind === "at-least" });
  const [first, ...others] = lists.map((values) => new Set(values));
  return {
    low: lows.reduce<Bound | undefined>((a, b) => (a === undefined || isTighter(b, a, 1) ? b : a), undefined),
    high: highs.reduce<Bound | undefined>(
      (a, b) => (a === undefined || isTighter(b, a, -1) ? b : a),
      undefined,
    ),
    step: steps.length === 0 ? undefined : steps.reduce(leastCommonMultiple),
    notMultiples,
    values: first && [...first].filter((value) => others.every((list) => list.has(value))),
    excluded,
  };
}

export function isInInterval({ low, high }: Pick<NumberSet, "low" | "high">, value: Rational): boolean {
  const fromLow = low === undefined ? 1 : compare(value, low.at);
  const toHigh = high === undefined ? 1 : compare(high.at, value);
  return (low?.isOpen ? fromLow > 0 : fromLow >= 0) && (high?.isOpen ? toHigh > 0 : toHigh >= 0);
}

export function isMember(set: NumberSet, value: number): boolean {
  const exact = rationalOf(value);
  return (
    isInInterval(set, exact) &&
    (set.step === undefined || isMultipleOf(exact, set.step)) &&
    !set.notMultiples.some((of) => isMultipleOf(exact, of)) &&
    !set.excluded.has(value)
  );
}

export function isIntervalEmpty({ low, high }: NumberSet): boolean {
  if (low === undefined || high === undefined) return false;
  const order = compare(low.at, high.at);
  return order > 0 || (order === 0 && (low.isOpen || high.isOpen));
}

/** Where the interval is one point: a step of which that point is the only multiple inside. */
export function onlyPoint({ low, high }: NumberSet): Rational | undefined {
  if (low === undefined || high === undefined || compare(low.at, high.at) !== 0) return undefined;
  return compare(low.at, zero) === 0 ? one : absolute(low.at);
}

/** Whether all multiples of the step are among what is not allowed: no interval helps then. */
export function isRuledOut(step: Rational, { notMultiples }: NumberSet): boolean {
  return notMultiples.some((of) => dividedBy(step, of).d === 1n);
}

function isTighter(a: Bound, b: Bound, direction: 1 | -1): boolean {
  const order = direction * compare(a.at, b.at);
  return order > 0 || (order === 0 && a.isOpen && !b.isOpen);
}
