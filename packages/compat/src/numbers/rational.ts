/**
 * An exact number: `d` is positive, and the two have no common divisor.
 *
 * Doubles will not do. `0.0075` is a multiple of `0.0001` and `19.99` of `0.01`, which their remainders deny.
 */
export type Rational = { readonly n: bigint; readonly d: bigint };

export const zero: Rational = { n: 0n, d: 1n };
export const one: Rational = { n: 1n, d: 1n };

/**
 * What a JSON text says by this number: the shortest decimal that denotes the double. The double itself may be off by a
 * little (`0.1` is), but the author wrote the decimal, and every other reader of the schema sees that.
 */
export function rationalOf(value: number): Rational {
  const [, sign = "", whole = "", fraction = "", exponent = "0"] = decimal.exec(String(value)) ?? [];
  if (whole === "") throw new RangeError(`${value} is not a number that JSON can say`);
  const digits = BigInt(`${sign}${whole}${fraction}`);
  const power = Number(exponent) - fraction.length;
  return power >= 0 ? rational(digits * tenTo(power), 1n) : rational(digits, tenTo(-power));
}

const decimal = /^(-?)([0-9]+)(?:\.([0-9]+))?(?:e([+-][0-9]+))?$/u;

/** The double whose shortest decimal is exactly this number, if there is one: only then will a witness survive printing. */
export function toNumber(exact: Rational): number | undefined {
  const places = decimalPlaces(exact.d);
  if (places === undefined) return undefined;
  const value = Number(`${exact.n * (tenTo(places) / exact.d)}e-${places}`);
  if (!Number.isFinite(value)) return undefined;
  return compare(rationalOf(value), exact) === 0 ? value : undefined;
}

/** How many digits after the point a fraction with this denominator needs; none will do unless it is 2ᵃ5ᵇ. */
function decimalPlaces(denominator: bigint): number | undefined {
  let rest = denominator;
  let [twos, fives] = [0, 0];
  for (; rest % 2n === 0n; rest /= 2n) twos += 1;
  for (; rest % 5n === 0n; rest /= 5n) fives += 1;
  return rest === 1n ? Math.max(twos, fives) : undefined;
}

export function rational(n: bigint, d: bigint): Rational {
  const divisor = gcd(n, d) * (d < 0n ? -1n : 1n);
  return { n: n / divisor, d: d / divisor };
}

/** Negative, zero or positive, as for sorting. */
export function compare(a: Rational, b: Rational): number {
  const left = a.n * b.d;
  const right = b.n * a.d;
  return left < right ? -1 : left > right ? 1 : 0;
}

export function absolute({ n, d }: Rational): Rational {
  return { n: n < 0n ? -n : n, d };
}

export function dividedBy(a: Rational, b: Rational): Rational {
  return rational(a.n * b.d, a.d * b.n);
}

export function isMultipleOf(a: Rational, of: Rational): boolean {
  return dividedBy(a, of).d === 1n;
}

/** The smallest positive number that is a whole multiple of both. */
export function leastCommonMultiple(a: Rational, b: Rational): Rational {
  return rational((a.n * b.n) / gcd(a.n, b.n), gcd(a.d, b.d));
}

export function floor({ n, d }: Rational): bigint {
  const quotient = n / d;
  return n < 0n && n % d !== 0n ? quotient - 1n : quotient;
}

export function ceiling({ n, d }: Rational): bigint {
  return -floor({ n: -n, d });
}

export function tenTo(power: number): bigint {
  return 10n ** BigInt(power);
}

/** Euclid's, of absolute values; positive unless both are zero. */
function gcd(a: bigint, b: bigint): bigint {
  let [x, y] = [a < 0n ? -a : a, b < 0n ? -b : b];
  while (y !== 0n) [x, y] = [y, x % y];
  return x;
}
