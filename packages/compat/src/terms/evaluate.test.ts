import type { Json } from "@concordat/json";
import { expect, test } from "vitest";
import { createBudget, OutOfBudget, Undecided } from "../budget.ts";
import { createEvaluator, lengthOf } from "./evaluate.ts";
import { createTerms, type Terms } from "./terms.ts";
import { oneOfValues, presence } from "./value.ts";

type Ask = (terms: Terms) => number;
const number = (terms: Terms) => terms.scalars([1, 2]);

test.each<[what: string, ask: Ask, holds: readonly Json[], fails: readonly Json[]]>([
  ["at least", (terms) => terms.atom({ kind: "at-least", bound: 1.5 }), [1.5, 2, "", null], [1, -2]],
  ["greater than", (terms) => terms.atom({ kind: "greater-than", bound: 1.5 }), [2, true, []], [1.5, 1]],
  [
    "a multiple of an integer",
    (terms) => terms.atom({ kind: "multiple-of", divisor: 3 }),
    [0, -3, 9, {}],
    [1, 4.5, 3.0000001],
  ],
  [
    "a multiple of a decimal",
    (terms) => terms.atom({ kind: "multiple-of", divisor: 0.1 }),
    [0.3, 1, -0.7],
    [0.35],
  ],
  [
    "a multiple beyond exact integers",
    (terms) => terms.atom({ kind: "multiple-of", divisor: 7 }),
    [7e20],
    [1e20],
  ],
  [
    "a least length in characters",
    (terms) => terms.atom({ kind: "min-length", count: 2 }),
    ["ab", "😀a", 1],
    ["a", "😀", ""],
  ],
  ["a pattern", (terms) => terms.atom({ kind: "pattern", source: "^a" }), ["ab", 0], ["ba", ""]],
  ["a format", (terms) => terms.atom({ kind: "format", name: "date" }), ["2024-02-29", 0], ["2023-02-29"]],
  ["a least number of items", (terms) => terms.atom({ kind: "min-items", count: 1 }), [[0], {}], [[]]],
  [
    "an item by its index",
    (terms) => terms.atom({ kind: "item", index: 1, is: number(terms) }),
    [[], [9], [9, 1], [9, 2, 9]],
    [[1, 9]],
  ],
  [
    "items from an index on",
    (terms) => terms.atom({ kind: "contains", from: 1, is: number(terms), count: 2 }),
    [[9, 1, 2], [9, 1, 9, 1, 1], ""],
    [[1, 2], [1, 1, 9], []],
  ],
  [
    "distinct items",
    (terms) => terms.atom({ kind: "unique" }),
    [[], [1, "1"], [{ a: 1 }, { a: 2 }]],
    [
      [1, 1],
      [
        { a: 1, b: 2 },
        { b: 2, a: 1 },
      ],
    ],
  ],
  [
    "a least number of members",
    (terms) => terms.atom({ kind: "min-properties", count: 2 }),
    [{ a: 1, b: 1 }, []],
    [{ a: 1 }, {}],
  ],
  [
    "members of a name",
    (terms) => terms.atom({ kind: "members", names: terms.scalars(["a"]), is: number(terms) }),
    [{}, { a: 1 }, { b: 9 }, 9],
    [{ a: 9 }, { a: 9, b: 1 }],
  ],
  [
    "members of other names",
    (terms) => terms.atom({ kind: "members", names: -terms.scalars(["a"]), is: -1 }),
    [{}, { a: 9 }],
    [{ b: 1 }],
  ],
  ["a member that is there", (terms) => presence("a", terms), [{ a: null }], [{}, null, "a"]],
  [
    "one of several values",
    (terms) => oneOfValues([1, "a", [2], { b: 3 }], terms),
    [1, "a", [2], { b: 3 }],
    [2, "b", [], [2, 2], { b: 4 }, {}],
  ],
  ["none of no values", (terms) => oneOfValues([], terms), [], [0, null, []]],
])("%s", (_what, ask, accepted, refused) => {
  const terms = createTerms();
  const literal = ask(terms);
  const holds = createEvaluator(terms, createBudget());

  expect(accepted.filter((value) => !holds(literal, value))).toEqual([]);
  expect(refused.filter((value) => holds(literal, value))).toEqual([]);
  expect(refused.filter((value) => !holds(-literal, value))).toEqual([]);
  expect(accepted.filter((value) => holds(-literal, value))).toEqual([]);
});

test("one part that fails settles a conjunction, also where another cannot be told", () => {
  const terms = createTerms();
  const holds = createEvaluator(terms, createBudget());
  const dark = terms.atom({ kind: "opaque", name: "nobody has it" });
  const both = terms.and([dark, terms.scalars([1])]);

  expect(holds(both, 2)).toBe(false);
  expect(() => holds(both, 1)).toThrow(Undecided);
  expect(() => holds(terms.atom({ kind: "format", name: "unheard-of" }), "a")).toThrow("unheard-of");
});

test("looking is paid for", () => {
  const terms = createTerms();
  const budget = createBudget(3);
  const holds = createEvaluator(terms, budget);
  const unique = terms.atom({ kind: "unique" });

  expect(holds(unique, [1, 2, 3])).toBe(true);
  expect(() =>
    holds(
      unique,
      Array.from({ length: 100 }, (_, index) => index),
    ),
  ).toThrow(OutOfBudget);
});

test("length counts characters, not the units of an encoding", () => {
  expect(["", "a", "😀", "a\u0308"].map(lengthOf)).toEqual([0, 1, 1, 2]);
});
