import type { Bound } from "./number-set.ts";
import { ceiling, dividedBy, floor, type Rational, rational } from "./rational.ts";

/** The multiples of a step between two bounds, the nearest to zero first, positive before negative. */
export function* multiplesBetween(
  step: Rational,
  low: Bound | undefined,
  high: Bound | undefined,
): Generator<Rational, void> {
  const first = low === undefined ? undefined : firstFactor(step, low);
  const last = high === undefined ? undefined : -firstFactor(step, { ...high, at: negative(high.at) });
  const isWithin = (k: bigint) => (first === undefined || k >= first) && (last === undefined || k <= last);
  if (first !== undefined && last !== undefined && first > last) return;
  // Zero is the heart of the order; where the bounds leave it out, the bound next to it is the nearest.
  let distance = first !== undefined && first > 0n ? first : last !== undefined && last < 0n ? -last : 0n;
  for (; isWithin(distance) || isWithin(-distance); distance += 1n) {
    if (isWithin(distance)) yield multiple(step, distance);
    if (distance !== 0n && isWithin(-distance)) yield multiple(step, -distance);
  }
}

function firstFactor(step: Rational, { at, isOpen }: Bound): bigint {
  const quotient = dividedBy(at, step);
  return isOpen ? floor(quotient) + 1n : ceiling(quotient);
}

function negative({ n, d }: Rational): Rational {
  return { n: -n, d };
}

function multiple(step: Rational, factor: bigint): Rational {
  return rational(step.n * factor, step.d);
}
