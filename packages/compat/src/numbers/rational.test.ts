import fc from "fast-check";
import { expect, test } from "vitest";
import {
  ceiling,
  compare,
  dividedBy,
  floor,
  isMultipleOf,
  leastCommonMultiple,
  rational,
  rationalOf,
  toNumber,
} from "./rational.ts";

const finite = fc.double({ noDefaultInfinity: true, noNaN: true });
const decimal = fc
  .tuple(fc.integer({ min: -5000, max: 5000 }), fc.integer({ min: 0, max: 6 }))
  .map(([digits, places]) => rational(BigInt(digits), 10n ** BigInt(places)));
const positive = decimal.filter(({ n }) => n > 0n);

test.each([
  [0.1, 1n, 10n],
  [-2.5, -5n, 2n],
  [1e21, 10n ** 21n, 1n],
  [1.5e-7, 3n, 20_000_000n],
  [-0, 0n, 1n],
  [5e-324, 1n, 2n * 10n ** 323n],
])("%d is read as the decimal that it prints", (value, n, d) => {
  expect(rationalOf(value)).toEqual({ n, d });
});

test.each([Number.NaN, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY])(
  "%d is no number of JSON",
  (value) => {
    expect(() => rationalOf(value)).toThrow(new RangeError(`${value} is not a number that JSON can say`));
  },
);

test("every double comes back from its rational", () => {
  fc.assert(fc.property(finite, (value) => toNumber(rationalOf(value)) === value));
});

test.each([
  ["one third, which no decimal is", rational(1n, 3n)],
  ["2⁵³ + 1, which no double is", rational(2n ** 53n + 1n, 1n)],
  ["2⁶⁰, whose double prints as another number", rational(2n ** 60n, 1n)],
  ["10⁴⁰⁰, which is too large", rational(10n ** 400n, 1n)],
])("there is no number for %s", (_, exact) => {
  expect(toNumber(exact)).toBeUndefined();
});

test("0.0075 is a multiple of 0.0001 and 19.99 of 0.01, whatever doubles say", () => {
  expect(isMultipleOf(rationalOf(0.0075), rationalOf(0.0001))).toBe(true);
  expect(isMultipleOf(rationalOf(19.99), rationalOf(0.01))).toBe(true);
  expect(isMultipleOf(rationalOf(0.3), rationalOf(0.2))).toBe(false);
});

test("the least common multiple is a multiple of both, and no smaller fraction of it is", () => {
  fc.assert(
    fc.property(positive, positive, fc.integer({ min: 2, max: 30 }), (a, b, part) => {
      const common = leastCommonMultiple(a, b);
      const smaller = rational(common.n, common.d * BigInt(part));
      expect([isMultipleOf(common, a), isMultipleOf(common, b)]).toEqual([true, true]);
      expect(isMultipleOf(smaller, a) && isMultipleOf(smaller, b)).toBe(false);
    }),
  );
});

test("floor and ceiling embrace a number, also below zero", () => {
  fc.assert(
    fc.property(decimal, positive, (a, b) => {
      const quotient = dividedBy(a, b);
      const [low, high] = [rational(floor(quotient), 1n), rational(ceiling(quotient), 1n)];
      expect(compare(low, quotient) <= 0 && compare(quotient, high) <= 0).toBe(true);
      expect(high.n - low.n).toBe(quotient.d === 1n ? 0n : 1n);
    }),
  );
});
