import type { Json } from "@concordat/json";
import fc from "fast-check";
import { expect, test } from "vitest";
import { createBudget } from "../budget.ts";
import { createEvaluator } from "./evaluate.ts";
import { jsonTypes, typeBits, typeOf } from "./json-type.ts";
import { always, type Literal, never } from "./node.ts";
import { createSpecialise } from "./specialise.ts";
import { createTerms, type Terms } from "./terms.ts";
import { equalTo } from "./value.ts";

const some: readonly Json[] = [
  null,
  true,
  0,
  1.5,
  -2,
  "",
  "ab",
  [],
  [1],
  [1, 1],
  {},
  { a: 1 },
  { a: [], b: "" },
];

/** Propositions as trees, so that each can be built in a table of its own. */
type Ask = (terms: Terms) => Literal;
const atoms: readonly Ask[] = [
  (terms) => terms.types(typeBits.number | typeBits.null),
  (terms) => terms.types(typeBits.array),
  (terms) => terms.scalars([0, "ab", true]),
  (terms) => terms.atom({ kind: "at-least", bound: 0 }),
  (terms) => terms.atom({ kind: "min-length", count: 1 }),
  (terms) => terms.atom({ kind: "min-items", count: 1 }),
  (terms) => terms.atom({ kind: "unique" }),
  (terms) => terms.atom({ kind: "min-properties", count: 1 }),
  () => always,
];
const { ask: propositions } = fc.letrec<{ ask: Ask }>((tie) => ({
  ask: fc.oneof(
    { maxDepth: 4, withCrossShrink: true },
    fc.constantFrom(...atoms),
    tie("ask").map(
      (one): Ask =>
        (terms) =>
          -one(terms),
    ),
    list(tie("ask")).map(
      (all): Ask =>
        (terms) =>
          terms.and(all.map((one) => one(terms))),
    ),
    list(tie("ask")).map(
      (all): Ask =>
        (terms) =>
          terms.exactlyOne(all.map((one) => one(terms))),
    ),
    fc.tuple(tie("ask"), tie("ask"), tie("ask")).map(
      ([test, one, other]): Ask =>
        (terms) => {
          const guard = test(terms);
          return terms.cases([
            { guard, implied: one(terms) },
            { guard: -guard, implied: other(terms) },
          ]);
        },
    ),
  ),
}));

test("an atom is true of all values of other types, and its negation of none", () => {
  const { terms, holds } = world();
  const atLeast = terms.atom({ kind: "at-least", bound: 0 });

  expect([1, -2, "", null, [], {}].map((value) => holds(atLeast, value))).toEqual([
    true,
    false,
    true,
    true,
    true,
    true,
  ]);
  expect([1, -2, "", null].map((value) => holds(-atLeast, value))).toEqual([false, true, false, false]);
  expect([1, -2, ""].map((value) => holds(terms.unless("number", atLeast), value))).toEqual([
    false,
    true,
    true,
  ]);
});

test("what is built does not depend on the order, on repetition or on nesting", () => {
  const { terms } = world();
  const [a, b, c] = [0, 1, 2].map((count) => terms.atom({ kind: "min-items", count: count + 1 })) as [
    Literal,
    Literal,
    Literal,
  ];

  expect(terms.and([a, terms.and([b, c])])).toBe(terms.and([c, b, a, a]));
  expect(terms.and([a, terms.and([b, -a])])).toBe(never);
  expect(terms.or([a, -a])).toBe(always);
  expect(terms.types(typeBits.null | typeBits.string)).toBe(
    -terms.types(63 & ~(typeBits.null | typeBits.string)),
  );
});

test("exactly one of a member given twice, of complements, and of what always holds", () => {
  const { terms } = world();
  const [a, b] = [terms.scalars([1]), terms.scalars([2])];

  expect(terms.exactlyOne([a, a])).toBe(never);
  expect(terms.exactlyOne([a, a, b])).toBe(terms.and([-a, b]));
  expect(terms.exactlyOne([a, -a, b])).toBe(-b);
  expect(terms.exactlyOne([always, a])).toBe(-a);
  expect(terms.exactlyOne([])).toBe(never);
});

test("specialised to a type, a proposition says the same of the values of that type", () => {
  fc.assert(
    fc.property(propositions, (ask) => {
      const { terms, holds } = world();
      const literal = ask(terms);
      const specialise = createSpecialise(terms);
      for (const type of jsonTypes)
        for (const value of some)
          if (typeOf(value) === type)
            expect(holds(specialise(literal, type), value)).toBe(holds(literal, value));
    }),
  );
});

test("equal to a value is true of that value alone, whatever its parts", () => {
  const { terms, holds } = world();
  for (const value of some)
    expect(some.filter((other) => holds(equalTo(value, terms), other))).toEqual([value]);
});

test("a name that JavaScript finds special is a name like others", () => {
  const { terms, holds } = world();
  const value = JSON.parse('{"__proto__":1,"constructor":2}') as Json;

  expect(holds(equalTo(value, terms), value)).toBe(true);
  expect(holds(equalTo(value, terms), {})).toBe(false);
});

test("parts that are shared are looked at once, though there are 2⁶⁰ ways to come to them", () => {
  const { terms, holds, budget } = world();
  let shared = terms.atom({ kind: "min-length", count: 1 });
  for (let level = 2; level < 62; level++) {
    const longer = terms.atom({ kind: "min-length", count: level });
    shared = terms.exactlyOne([terms.and([shared, longer]), terms.and([-shared, -longer])]);
  }

  expect(holds(shared, "ab")).toBe(false);
  expect(budget.used).toBeLessThan(100);
});

test("what was found out about one value is not taken for another", () => {
  const { terms, holds } = world();
  const short = -terms.atom({ kind: "min-length", count: 2 });
  const members = terms.atom({ kind: "members", names: terms.scalars(["a"]), is: terms.and([short, -1]) });

  expect(terms.and([short, always])).toBe(short);
  expect([holds(members, {}), holds(members, { a: "x" }), holds(members, {})]).toEqual([true, false, true]);
});

function world() {
  const terms = createTerms();
  const budget = createBudget();
  return { terms, budget, holds: createEvaluator(terms, budget) };
}

function list(ask: fc.Arbitrary<Ask>): fc.Arbitrary<Ask[]> {
  return fc.array(ask, { minLength: 1, maxLength: 3 });
}
