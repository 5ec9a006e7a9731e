import type { Json } from "@concordat/json";
import { expect, test } from "vitest";
import { createBudget, OutOfBudget, Undecided } from "../budget.ts";
import {
  createEvaluator,
  createSpecialise,
  createTerms,
  type JsonType,
  type Literal,
} from "../terms/index.ts";
import { empty, inhabited, type Solve } from "./outcome.ts";
import { createTheories } from "./theories.ts";

test.each<[JsonType, Json]>([
  ["null", null],
  ["boolean", false],
  ["number", 0],
  ["string", ""],
  ["array", []],
  ["object", {}],
])("of %s without further demands the plainest value is %j, whatever was asked before", (type, value) => {
  const { theories } = world();
  for (const other of ["number", "string", "array"] as const) theories.decide(other, []);

  expect(theories.decide(type, [])).toEqual(inhabited(value));
});

test("nothing is known of a missing document, so a value found despite it is no answer, and a proof stands", () => {
  const { terms, theories } = world();
  const missing = (name: string) => terms.atom({ kind: "opaque", name });
  const long = terms.atom({ kind: "min-length", count: 3 });
  const unknown = { is: "unknown", doubt: { code: "REFERENCE_UNKNOWN", message: "a is missing" } };

  for (const type of ["null", "boolean", "number", "string", "array", "object"] as const) {
    expect(theories.decide(type, [missing("a is missing")])).toEqual(unknown);
    expect(theories.decide(type, [-missing("a is missing"), missing("b")])).toEqual(unknown);
  }
  expect(theories.decide("string", [long, missing("a is missing")])).toEqual(unknown);
  expect(
    theories.decide("string", [long, -terms.atom({ kind: "min-length", count: 2 }), missing("b")]),
  ).toEqual(empty);
  expect(theories.decide("boolean", [terms.scalars([true]), -terms.scalars([true]), missing("b")])).toEqual(
    empty,
  );
});

test("what contradicts itself is empty, and nobody is asked", () => {
  const { terms, theories, budget } = world();
  const long = terms.atom({ kind: "min-length", count: 3 });
  const before = budget.used;

  expect(theories.decide("string", [long, -long])).toEqual(empty);
  expect(theories.refutes("string", [long])([-long])).toBe(true);
  expect(budget.used).toBe(before);
});

test("what was found out about numbers and strings is not searched for again", () => {
  const { terms, theories, budget } = world();
  const ofThree = terms.atom({ kind: "multiple-of", divisor: 3 });
  const positive = terms.atom({ kind: "greater-than", bound: 0 });
  const first = theories.decide("number", [ofThree, positive]);
  const before = budget.used;

  expect(first).toEqual(inhabited(3));
  expect(theories.decide("number", [positive, ofThree])).toEqual(first);
  expect(budget.used).toBe(before);
  expect(theories.decide("number", [positive])).toEqual(inhabited(1));
});

test("what is refuted has no value, of each type", () => {
  const { terms, theories } = world();
  const atom = terms.atom;
  const many: readonly (readonly [JsonType, Literal, Literal, Literal])[] = [
    ["boolean", terms.scalars([true]), -terms.scalars([true]), -terms.scalars([false])],
    [
      "number",
      atom({ kind: "at-least", bound: 3 }),
      -atom({ kind: "at-least", bound: 3 }),
      atom({ kind: "multiple-of", divisor: 5 }),
    ],
    [
      "string",
      atom({ kind: "pattern", source: "^a$" }),
      atom({ kind: "min-length", count: 2 }),
      atom({ kind: "min-length", count: 1 }),
    ],
    [
      "array",
      atom({ kind: "min-items", count: 3 }),
      -atom({ kind: "min-items", count: 2 }),
      -atom({ kind: "min-items", count: 4 }),
    ],
    [
      "object",
      atom({ kind: "min-properties", count: 3 }),
      -atom({ kind: "min-properties", count: 2 }),
      -atom({ kind: "min-properties", count: 4 }),
    ],
  ];

  for (const [type, given, contrary, fitting] of many) {
    const refutes = theories.refutes(type, [given]);
    expect([type, refutes([contrary]), refutes([fitting]), refutes([])]).toEqual([type, true, false, false]);
  }
});

test("not to be able to tell is no refutation; a budget that is spent, or a mistake, is neither", () => {
  const { terms, theories, budget } = world(() => {
    throw new TypeError("a mistake");
  });
  const tried = terms.atom({ kind: "pattern", source: "(?i:a)" });
  const [a, b] = [0, 1].map((index) => terms.atom({ kind: "item", index, is: terms.scalars(["a"]) })) as [
    Literal,
    Literal,
  ];
  const some = terms.atom({ kind: "min-items", count: 1 });

  expect(theories.refutes("string", [])([tried])).toBe(false);
  expect(() => theories.refutes("array", [some, a])([b])).toThrow(TypeError);
  expect(() => budget.step(1_000_000)).toThrow(OutOfBudget);
  expect(() => theories.refutes("string", [])([terms.atom({ kind: "pattern", source: "^a+$" })])).toThrow(
    OutOfBudget,
  );
});

test("of objects, too, not to be able to tell of a member is no refutation", () => {
  const dark = () => {
    throw new Undecided({ code: "PATTERN_IRREGULAR", message: "dark" });
  };
  const refutes = (solve: Solve) => {
    const { terms, theories } = world(solve);
    const member = (is: Literal) => terms.atom({ kind: "members", names: terms.scalars(["a"]), is });
    return theories.refutes("object", [-member(-1)])([member(terms.scalars([1]))]);
  };

  expect([refutes(dark), refutes(() => inhabited(1)), refutes(() => empty)]).toEqual([false, false, true]);
});

function world(solve: Solve = () => inhabited(null)) {
  const terms = createTerms();
  const budget = createBudget();
  const holds = createEvaluator(terms, budget);
  const theories = createTheories({ terms, budget, holds, specialise: createSpecialise(terms), solve });
  return { terms, budget, theories };
}
