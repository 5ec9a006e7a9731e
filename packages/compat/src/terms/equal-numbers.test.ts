import fc from "fast-check";
import { expect, test } from "vitest";
import { createBudget } from "../budget.ts";
import { createEvaluator } from "./evaluate.ts";
import { createTerms } from "./terms.ts";

test("what every value satisfies has no number of its own, and equal propositions have one", () => {
  const terms = createTerms();
  const none = terms.scalars([]);

  expect(none).toBe(-1);
  expect(terms.types(0)).toBe(-1);
  expect(terms.types(63)).toBe(1);
  for (const kind of ["min-length", "min-items", "min-properties"] as const) {
    expect(terms.atom({ kind, count: 0 })).toBe(1);
    expect(terms.atom({ kind, count: 1 })).not.toBe(1);
    expect(terms.atom({ kind, count: 1 })).not.toBe(terms.atom({ kind, count: 2 }));
  }
  expect(terms.atom({ kind: "item", index: 0, is: 1 })).toBe(1);
  expect(terms.atom({ kind: "contains", from: 0, is: -1, count: 0 })).toBe(1);
  expect(terms.atom({ kind: "contains", from: 0, is: -1, count: 1 })).not.toBe(1);
  expect(terms.atom({ kind: "members", names: terms.scalars(["a"]), is: 1 })).toBe(1);
  expect(terms.atom({ kind: "members", names: -1, is: -1 })).toBe(1);
  expect(terms.scalars([0])).toBe(terms.scalars([-0]));
  expect(terms.scalars(["1"])).not.toBe(terms.scalars([1]));
  expect(terms.scalars(["a,b"])).not.toBe(terms.scalars(["a", "b"]));
  expect(terms.scalars(["b", "a"])).toBe(terms.scalars(["a", "b"]));
  expect(terms.atom({ kind: "at-least", bound: 0 })).toBe(terms.atom({ kind: "at-least", bound: -0 }));
});

test("atoms that differ in anything are told apart", () => {
  const terms = createTerms();
  const [a, b] = [terms.scalars(["a"]), terms.scalars(["b"])] as const;
  const atoms = [
    ...([1, 2] as const).flatMap((bound) => [
      terms.atom({ kind: "at-least", bound }),
      terms.atom({ kind: "greater-than", bound }),
      terms.atom({ kind: "multiple-of", divisor: bound }),
      terms.atom({ kind: "min-length", count: bound }),
      terms.atom({ kind: "min-items", count: bound }),
      terms.atom({ kind: "min-properties", count: bound }),
    ]),
    ...["a", "b"].flatMap((text) => [
      terms.atom({ kind: "pattern", source: text }),
      terms.atom({ kind: "format", name: text }),
      terms.atom({ kind: "opaque", name: text }),
      terms.ref(text).literal,
    ]),
    ...[0, 1].flatMap((index) => [a, b].map((is) => terms.atom({ kind: "item", index, is }))),
    ...[0, 1].flatMap((from) =>
      [1, 2].flatMap((count) => [a, b].map((is) => terms.atom({ kind: "contains", from, is, count }))),
    ),
    terms.atom({ kind: "unique" }),
    ...[a, b].flatMap((names) => [a, b].map((is) => terms.atom({ kind: "members", names, is }))),
    terms.cases([
      { guard: a, implied: b },
      { guard: -a, implied: -b },
    ]),
    terms.cases([
      { guard: b, implied: a },
      { guard: -b, implied: -a },
    ]),
  ];

  expect(new Set(atoms).size).toBe(atoms.length);
});

test("a reference means what it was first said to mean", () => {
  const terms = createTerms();
  const { literal, isNew } = terms.ref("list");
  const meaning = terms.scalars([1]);
  terms.define(literal, meaning);
  terms.define(literal, -meaning);

  expect([isNew, terms.ref("list").isNew]).toEqual([true, false]);
  expect(terms.meaningOf(literal)).toBe(meaning);
  expect(() => terms.meaningOf(terms.ref("tree").literal)).toThrow(TypeError);
  expect(() => terms.nodeOf(terms.size())).toThrow(`no proposition has the number ${terms.size()}`);
});

test("cases that cannot be fall away, and what follows in all of them is what is said", () => {
  const terms = createTerms();
  const [a, b] = [terms.scalars([1]), terms.scalars([2])];

  expect(
    terms.cases([
      { guard: -1, implied: a },
      { guard: 1, implied: b },
    ]),
  ).toBe(b);
  expect(
    terms.cases([
      { guard: a, implied: 1 },
      { guard: -a, implied: 1 },
    ]),
  ).toBe(1);
  expect(
    terms.cases([
      { guard: a, implied: -1 },
      { guard: -a, implied: -1 },
    ]),
  ).toBe(-1);
  expect(
    terms.cases([
      { guard: a, implied: -1 },
      { guard: -a, implied: 1 },
    ]),
  ).not.toBe(-1);
});

test("a combination holds as its members are counted", () => {
  fc.assert(
    fc.property(fc.array(fc.subarray(world), { maxLength: 5 }), (sets) => {
      const terms = createTerms();
      const holds = createEvaluator(terms, createBudget());
      const members = sets.map((values) => terms.scalars(values));
      const [guard = [], one = [], other = []] = sets;
      const [tested, implied, otherwise] = [guard, one, other].map((values) => terms.scalars(values)) as [
        number,
        number,
        number,
      ];
      const cases = terms.cases([
        { guard: tested, implied },
        { guard: -tested, implied: otherwise },
      ]);
      for (const value of world) {
        const count = sets.filter((values) => values.includes(value)).length;
        expect(holds(terms.and(members), value)).toBe(count === sets.length);
        expect(holds(terms.or(members), value)).toBe(count > 0);
        expect(holds(terms.exactlyOne(members), value)).toBe(count === 1);
        expect(holds(cases, value)).toBe((guard.includes(value) ? one : other).includes(value));
      }
    }),
    { numRuns: 300 },
  );
});

const world = [0, 1, 2, 3];
