import fc from "fast-check";
import { expect, test } from "vitest";
import { createBudget, OutOfBudget } from "../budget.ts";
import type { NumberAtom } from "./number-atom.ts";
import { compare, isMultipleOf, rationalOf } from "./rational.ts";
import { solveNumbers } from "./solve-numbers.ts";

const atLeast = (bound: number): NumberAtom => ({ kind: "at-least", bound: rationalOf(bound) });
const greaterThan = (bound: number): NumberAtom => ({ kind: "greater-than", bound: rationalOf(bound) });
const multipleOf = (of: number): NumberAtom => ({ kind: "multiple-of", of: rationalOf(of) });
const oneOf = (...values: number[]): NumberAtom => ({ kind: "one-of", values });
const integer = multipleOf(1);

/** So many, and whether the list ended there. */
function solve(positive: NumberAtom[], negative: NumberAtom[], count = 6): [numbers: number[], how: string] {
  const numbers: number[] = [];
  try {
    for (const value of solveNumbers(positive, negative, createBudget())) {
      if (numbers.push(value) === count) return [numbers, "goes on"];
    }
    return [numbers, "ends"];
  } catch (error) {
    if (error instanceof OutOfBudget) return [numbers, "gives up"];
    throw error;
  }
}

test.each<[what: string, positive: NumberAtom[], negative: NumberAtom[], numbers: number[], how: string]>([
  ["any number", [], [], [0, 1, -1, 2, -2, 3], "goes on"],
  ["integers from 17", [integer, greaterThan(16)], [], [17, 18, 19, 20, 21, 22], "goes on"],
  ["integers up to -10", [integer], [greaterThan(-10)], [-10, -11, -12, -13, -14, -15], "goes on"],
  ["numbers that are no integers", [], [integer], [0.1, -0.1, 0.2, -0.2, 0.3, -0.3], "goes on"],
  ["integers between -2 and 2", [integer, atLeast(-2)], [greaterThan(2)], [0, 1, -1, 2, -2], "ends"],
  [
    "amounts in cents above zero",
    [multipleOf(0.01), greaterThan(0)],
    [],
    [0.01, 0.02, 0.03, 0.04, 0.05, 0.06],
    "goes on",
  ],
  ["multiples of 6 and of 0.7", [multipleOf(6), multipleOf(0.7)], [], [0, 42, -42, 84, -84, 126], "goes on"],
  [
    "even, but no multiples of 4 or 6",
    [multipleOf(2)],
    [multipleOf(4), multipleOf(6)],
    [2, -2, 10, -10, 14, -14],
    "goes on",
  ],
  ["multiples of 2 that are no integers", [multipleOf(2)], [integer], [], "ends"],
  ["multiples of 0.0075 that are none of 0.0001", [multipleOf(0.0075)], [multipleOf(0.0001)], [], "ends"],
  ["at least 5 and less than 5", [atLeast(5)], [atLeast(5)], [], "ends"],
  ["at least 0.3 and at most 0.3", [atLeast(0.3)], [greaterThan(0.3)], [0.3], "ends"],
  ["zero, but no integer", [atLeast(0)], [greaterThan(0), integer], [], "ends"],
  ["listed numbers, zero once", [oneOf(1000, 3, -0, 0, 2.5)], [], [0, 2.5, 3, 1000], "ends"],
  ["listed numbers that are no integers", [oneOf(3, 2.5), oneOf(2.5, 3)], [integer], [2.5], "ends"],
  [
    "listed numbers within open and closed bounds",
    [oneOf(1, 2, 3, 4), greaterThan(1)],
    [greaterThan(3)],
    [2, 3],
    "ends",
  ],
  ["listed numbers from one on, below three", [oneOf(0, 1, 2, 3), atLeast(1)], [atLeast(3)], [1, 2], "ends"],
  [
    "the tighter of two bounds at one place",
    [integer, atLeast(5), greaterThan(5)],
    [greaterThan(7)],
    [6, 7],
    "ends",
  ],
  [
    "the tighter of two bounds, named first",
    [integer, greaterThan(5), atLeast(5)],
    [atLeast(8), greaterThan(8)],
    [6, 7],
    "ends",
  ],
  ["the tighter of two bounds above", [integer, atLeast(6)], [greaterThan(8), atLeast(8)], [6, 7], "ends"],
  ["at least zero and at most zero", [atLeast(0)], [greaterThan(0)], [0], "ends"],
  ["at least -0.3 and at most -0.3", [atLeast(-0.3)], [greaterThan(-0.3)], [-0.3], "ends"],
  ["more than 0.3 and at most 0.3", [greaterThan(0.3)], [greaterThan(0.3)], [], "ends"],
  ["integers but these", [integer], [oneOf(-0, 1, -1, 2)], [-2, 3, -3, 4, -4, 5], "goes on"],
])("%s", (_, positive, negative, numbers, how) => {
  expect(solve(positive, negative)).toEqual([numbers, how]);
});

test("a witness is found beyond 2⁵³ and near the largest double, and is one that prints as it was found", () => {
  for (const bound of [2 ** 53, 2 ** 60, 1e22, 1e300]) {
    const [[first = 0], how] = solve([integer, greaterThan(bound)], [], 1);
    expect(how).toBe("goes on");
    expect(first).toBeGreaterThan(bound);
  }
});

test("a witness is found below the smallest usual number", () => {
  expect(solve([greaterThan(0)], [atLeast(1e-300)], 1)).toEqual([[1e-301], "goes on"]);
});

test("between two neighbouring doubles there are decimals, so that is no proof of emptiness", () => {
  expect(solve([greaterThan(1)], [atLeast(1 + Number.EPSILON)])).toEqual([[], "gives up"]);
});

test("above the largest double there are decimals, so that is no proof of emptiness", () => {
  expect(solve([greaterThan(Number.MAX_VALUE)], [])).toEqual([[], "gives up"]);
  expect(solve([integer, greaterThan(Number.MAX_VALUE)], [])).toEqual([[], "gives up"]);
});

test("an integer that no double holds is left, so that is no proof of emptiness", () => {
  expect(solve([integer, greaterThan(2 ** 53)], [atLeast(2 ** 53 + 2)])).toEqual([[], "gives up"]);
});

test("an enum of five thousand numbers hides the next number from nobody", () => {
  const many = Array.from({ length: 5000 }, (_, index) => index);
  expect(solve([integer, atLeast(0)], [oneOf(...many)], 1)).toEqual([[5000], "goes on"]);
});

const universe = Array.from({ length: 121 }, (_, index) => (index - 60) / 20);
const inUniverse = fc.constantFrom(...universe);
const atom: fc.Arbitrary<NumberAtom> = fc.oneof(
  inUniverse.map(atLeast),
  inUniverse.map(greaterThan),
  fc.constantFrom(0.05, 0.1, 0.15, 0.25, 0.3, 0.5, 1, 1.5, 2).map(multipleOf),
  fc.array(inUniverse, { maxLength: 6 }).map((values) => oneOf(...values)),
);

/** The same laws once more, atom by atom. */
function holds(given: NumberAtom, value: number): boolean {
  const exact = rationalOf(value);
  switch (given.kind) {
    case "at-least":
      return compare(exact, given.bound) >= 0;
    case "greater-than":
      return compare(exact, given.bound) > 0;
    case "multiple-of":
      return isMultipleOf(exact, given.of);
    case "one-of":
      return given.values.some((other) => other === value);
  }
}

test("nothing is listed twice or wrongly, and a list that ends has left out no number of a small universe", () => {
  const few = fc.array(atom, { maxLength: 4 });
  fc.assert(
    fc.property(few, few, (positive, negative) => {
      const fits = (value: number) =>
        positive.every((given) => holds(given, value)) && !negative.some((given) => holds(given, value));
      const [numbers, how] = solve(positive, negative, 200);
      expect(numbers.filter((value) => !fits(value))).toEqual([]);
      expect(new Set(numbers).size).toBe(numbers.length);
      if (how === "goes on") return;
      expect(how).toBe("ends");
      expect(universe.filter((value) => fits(value) && !numbers.includes(value + 0))).toEqual([]);
    }),
    { numRuns: 500 },
  );
});
