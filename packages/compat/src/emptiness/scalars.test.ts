import type { Json } from "@concordat/json";
import fc from "fast-check";
import { expect, test } from "vitest";
import { createBudget } from "../budget.ts";
import { createEvaluator, createTerms, type Literal, type Terms } from "../terms/index.ts";
import { numRunsOf } from "../testing/num-runs.ts";
import type { Outcome } from "./outcome.ts";
import { decideByTrial, decideNumbers, decideStrings, type ScalarWorld } from "./scalars.ts";

type Ask = (terms: Terms) => Literal;

/** Worlds so small that everything can be tried: what bounds them is an atom like all others. */
const words = wordsUpTo(4);
const shortEnough: Ask = (terms) => -terms.atom({ kind: "min-length", count: 5 });
const overTwoLetters: Ask = (terms) => terms.atom({ kind: "pattern", source: "^[ab]*$" });
const numbers = [0, 1, 2, 3, 4, 5, 6, 7, 8];
const bounds: readonly Ask[] = [
  (terms) => terms.atom({ kind: "multiple-of", divisor: 1 }),
  (terms) => terms.atom({ kind: "at-least", bound: 0 }),
  (terms) => -terms.atom({ kind: "greater-than", bound: 8 }),
];

const signed = (asks: fc.Arbitrary<Ask>): fc.Arbitrary<Ask> =>
  fc.tuple(asks, fc.boolean()).map(
    ([ask, isNegated]): Ask =>
      (terms) =>
        isNegated ? -ask(terms) : ask(terms),
  );
const setOf = (values: readonly (string | number)[]): fc.Arbitrary<Ask> =>
  fc.subarray([...values], { minLength: 1, maxLength: 4 }).map(
    (some): Ask =>
      (terms) =>
        terms.scalars(some),
  );
const aboutWords = signed(
  fc.oneof(
    setOf(["", "a", "ab", "bba", "abab"]),
    fc.integer({ min: 1, max: 5 }).map(
      (count): Ask =>
        (terms) =>
          terms.atom({ kind: "min-length", count }),
    ),
    // The last is no regular language and has to be tried.
    fc.constantFrom("^a", "b$", "aa", "^$", "^(a|b)\\1").map(
      (source): Ask =>
        (terms) =>
          terms.atom({ kind: "pattern", source }),
    ),
  ),
);
const aboutNumbers = signed(
  fc.oneof(
    setOf([0, 2, 3, 5, 8]),
    fc.tuple(fc.constantFrom("at-least", "greater-than"), fc.constantFrom(...numbers)).map(
      ([kind, bound]): Ask =>
        (terms) =>
          terms.atom({ kind: kind as "at-least", bound }),
    ),
    fc.constantFrom(2, 3, 4).map(
      (divisor): Ask =>
        (terms) =>
          terms.atom({ kind: "multiple-of", divisor }),
    ),
  ),
);

test("strings: the answer is the one that trying all words of the little world gives", () => {
  fc.assert(
    fc.property(fc.array(aboutWords, { maxLength: 4 }), (asks) => {
      expectTrue([shortEnough, overTwoLetters, ...asks], words, decideStrings);
    }),
    { numRuns: numRunsOf(1000, 20_000) },
  );
});

test("numbers: the answer is the one that trying all numbers of the little world gives", () => {
  fc.assert(
    fc.property(fc.array(aboutNumbers, { maxLength: 4 }), (asks) => {
      expectTrue([...bounds, ...asks], numbers, decideNumbers);
    }),
    { numRuns: numRunsOf(1000, 20_000) },
  );
});

test("a format without a language may refuse everything, and so a word found despite it is no answer", () => {
  const { atoms, world } = worldOf([(terms) => terms.atom({ kind: "format", name: "idn-email" })]);

  expect(decideStrings(atoms, world)).toMatchObject({ is: "unknown", doubt: { code: "FORMAT_IRREGULAR" } });
});

test("a format counts, and so does its absence", () => {
  const date: Ask = (terms) => terms.atom({ kind: "format", name: "date" });
  const day: Ask = (terms) => terms.scalars(["2027-01-31", "soon"]);
  const ask = (asks: readonly Ask[]) => {
    const { atoms, world } = worldOf(asks);
    return decideStrings(atoms, world);
  };

  expect(ask([day, date])).toEqual({ is: "inhabited", witness: "2027-01-31" });
  expect(ask([day, (terms) => -date(terms)])).toEqual({ is: "inhabited", witness: "soon" });
  expect(ask([date, (terms) => -terms.atom({ kind: "min-length", count: 10 })]).is).toBe("empty");
});

test("of a few values the first that satisfies all is found", () => {
  const { atoms, world } = worldOf([(terms) => terms.scalars([true])]);

  expect(decideByTrial([false, true], atoms, world)).toEqual({ is: "inhabited", witness: true });
  expect(decideByTrial([false], atoms, world)).toEqual({ is: "empty" });
});

test("of a list of all kinds each type takes its own", () => {
  const mixed = (terms: Terms) => terms.scalars(["a", 1, null]);
  const given = worldOf([mixed]);
  const excluded = worldOf([(terms) => -terms.scalars([0, "", 1, "a"])]);

  expect(decideStrings(given.atoms, given.world)).toEqual({ is: "inhabited", witness: "a" });
  expect(decideNumbers(given.atoms, given.world)).toEqual({ is: "inhabited", witness: 1 });
  expect(decideStrings(excluded.atoms, excluded.world)).toEqual({ is: "inhabited", witness: "b" });
  expect(decideNumbers(excluded.atoms, excluded.world)).toEqual({ is: "inhabited", witness: -1 });
});

test("what says nothing of numbers is no question to ask of them", () => {
  const { atoms, world } = worldOf([overTwoLetters]);

  expect(() => decideNumbers(atoms, world)).toThrow("pattern says nothing of numbers");
});

function expectTrue(
  asks: readonly Ask[],
  all: readonly Json[],
  decide: (atoms: readonly Literal[], world: ScalarWorld) => Outcome,
): void {
  const { atoms, world } = worldOf(asks);
  fc.pre(!atoms.some((one) => one === -1 || atoms.includes(-one)));
  const fits = (value: Json) => atoms.every((one) => world.holds(one, value));
  const outcome = decide(atoms, world);

  expect(outcome.is).toBe(all.some(fits) ? "inhabited" : "empty");
  if (outcome.is === "inhabited") expect(fits(outcome.witness)).toBe(true);
}

function worldOf(asks: readonly Ask[]) {
  const terms = createTerms();
  const budget = createBudget();
  const world: ScalarWorld = { terms, budget, holds: createEvaluator(terms, budget) };
  return { atoms: [...new Set(asks.map((ask) => ask(terms)))].filter((one) => one !== 1), world };
}

function wordsUpTo(length: number): string[] {
  const all = [""];
  for (const word of all) if (word.length < length) all.push(`${word}a`, `${word}b`);
  return all;
}
