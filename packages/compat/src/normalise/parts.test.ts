import type { Json } from "@concordat/json";
import type { Dialect } from "@concordat/schema";
import fc from "fast-check";
import { expect, test } from "vitest";
import { createBudget } from "../budget.ts";
import { createComparison } from "../comparison.ts";
import { prepare } from "../prepare.ts";
import { always } from "../terms/index.ts";
import { arbitrarySchema, arbitraryValue } from "../testing/arbitrary-schema.ts";
import { numRunsOf } from "../testing/num-runs.ts";

const numRuns = numRunsOf(1000, 20_000);

function partsAndWhole(schema: Json, dialect: Dialect = "2020-12") {
  const comparison = createComparison({ budget: createBudget() });
  const prepared = prepare(schema, { dialect });
  const translator = comparison.translator(prepared, "strict");
  return {
    parts: translator.partsOf(prepared.root),
    whole: translator.translate(prepared.root),
    holds: comparison.engine.holds,
  };
}

test("together the parts say what the schema says", () => {
  fc.assert(
    fc.property(
      fc.oneof(arbitrarySchema(), arbitrarySchema({ recursive: true })),
      fc.array(arbitraryValue, { minLength: 10, maxLength: 10 }),
      (schema, values) => {
        const { parts, whole, holds } = partsAndWhole(schema);
        for (const value of values)
          expect(parts.every(({ says }) => holds(says, value))).toBe(holds(whole, value));
      },
    ),
    { numRuns },
  );
});

test("a part says the same whether it is asked whole or through what is inside", () => {
  fc.assert(
    fc.property(arbitrarySchema(), arbitraryValue, (schema, value) => {
      const comparison = createComparison({ budget: createBudget() });
      const prepared = prepare(schema);
      const translator = comparison.translator(prepared, "strict");
      const { holds } = comparison.engine;
      for (const { says, inside } of translator.partsOf(prepared.root)) {
        if (inside === undefined) continue;
        const is = translator.translate(inside.schema);
        expect(inside.lift(is)).toBe(says);
        expect(holds(inside.lift(always), value)).toBe(true);
        const isReached = [...inside.reach(value)].every(([, inner]) => holds(is, inner));
        if (inside.isAbout === "case") expect(holds(says, value) || !isReached).toBe(true);
        else expect(holds(says, value)).toBe(isReached);
      }
    }),
    { numRuns },
  );
});

test.each<[string, Json, Dialect, readonly string[]]>([
  ["names one by one", { required: ["a", "b"] }, "2020-12", ["/required/0", "/required/1"]],
  [
    "bounds with their flags",
    { minimum: 1, exclusiveMinimum: true, maximum: 3 },
    "draft-04",
    ["/minimum", "/maximum"],
  ],
  ["a count with what is counted", { contains: true, minContains: 2 }, "2020-12", ["/contains"]],
  [
    "what holds under a condition",
    // biome-ignore lint/suspicious/noThenProperty: a keyword
    { if: { type: "string" }, then: { maxLength: 3 } },
    "2020-12",
    ["/then"],
  ],
  [
    "a list and its rest",
    { items: [true], additionalItems: false },
    "draft-07",
    ["/items/0", "/additionalItems"],
  ],
  ["nothing that says nothing", { title: "a", $comment: "b", not: false }, "2020-12", []],
  ["names with a slash", { properties: { "a/b": { type: "null" } } }, "2020-12", ["/properties/a~1b"]],
])("%s", (_what, schema, dialect, pointers) => {
  expect(partsAndWhole(schema, dialect).parts.map(({ pointer }) => pointer)).toEqual(pointers);
});

/** What is inside a part, as far as it can be written down. */
type Looked = readonly [
  pointer: string,
  about: "whole" | "case" | "part",
  reached: readonly Json[],
  name?: string,
];

test.each<[Json, Dialect, Json, readonly Looked[]]>([
  [
    { properties: { a: { type: "null" } }, patternProperties: { "^b": {} }, additionalProperties: false },
    "2020-12",
    { a: 1, b: 2, c: 3 },
    [
      ["/properties/a", "part", [[["a"], 1]], "a"],
      ["/patternProperties/^b", "part", [[["b"], 2]]],
      ["/additionalProperties", "part", [[["c"], 3]]],
    ],
  ],
  [
    { prefixItems: [{ type: "null" }, false], items: { type: "string" } },
    "2020-12",
    [1, 2, 3, 4],
    [
      ["/prefixItems/0", "part", [[[0], 1]]],
      ["/prefixItems/1", "part", [[[1], 2]]],
      [
        "/items",
        "part",
        [
          [[2], 3],
          [[3], 4],
        ],
      ],
    ],
  ],
  [
    { items: [false, false], additionalItems: false },
    "2019-09",
    [1],
    [
      ["/items/0", "part", [[[0], 1]]],
      ["/items/1", "part", []],
      ["/additionalItems", "part", []],
    ],
  ],
  [{ items: false, additionalItems: false }, "draft-07", [1], [["/items", "part", [[[0], 1]]]]],
  [
    { items: false, properties: { a: false } },
    "2020-12",
    "text",
    [
      ["/properties/a", "part", [], "a"],
      ["/items", "part", []],
    ],
  ],
  [
    {
      allOf: [{ type: "null" }],
      $ref: "#/$defs/a",
      $defs: { a: { type: "string" } },
      if: { minLength: 1 },
      // biome-ignore lint/suspicious/noThenProperty: a keyword
      then: { maxLength: 3 },
      else: false,
      dependentSchemas: { a: false },
    },
    "2020-12",
    1,
    [
      ["/allOf/0", "whole", [[[], 1]]],
      ["/$ref", "whole", [[[], 1]]],
      ["/then", "case", [[[], 1]]],
      ["/else", "case", [[[], 1]]],
      ["/dependentSchemas/a", "case", [[[], 1]]],
    ],
  ],
  [
    { dependencies: { "a/b": false, c: ["d"] } },
    "draft-07",
    {},
    [["/dependencies/a~1b", "case", [[[], {}]]]],
  ],
  // Neither counts by the letter.
  [{ dependencies: { a: false } }, "2019-09", {}, []],
  // biome-ignore lint/suspicious/noThenProperty: a keyword
  [{ if: {}, then: false, dependentSchemas: { a: false } }, "draft-06", {}, []],
])("one can look inside %j", (schema, dialect, value, expected) => {
  const looked = partsAndWhole(schema, dialect).parts.flatMap(({ pointer, name, inside }) =>
    inside === undefined
      ? []
      : [[pointer, inside.isAbout, [...inside.reach(value)], ...(name === undefined ? [] : [name])]],
  );

  expect(looked).toEqual(expected);
});

test("under a condition a part says nothing where it is not met", () => {
  // biome-ignore lint/suspicious/noThenProperty: a keyword
  const schema = { if: { type: "string" }, then: false, else: false, dependentSchemas: { a: false } };
  const { parts, holds } = partsAndWhole(schema);
  const judged = parts.map(({ pointer, says }) => [
    pointer,
    ...["a", 1, { a: 1 }, {}].map((value) => holds(says, value)),
  ]);

  expect(judged).toEqual([
    ["/then", false, true, true, true],
    ["/else", true, false, false, false],
    ["/dependentSchemas/a", true, true, false, true],
  ]);
});

test.each<[Json, Dialect, readonly object[]]>([
  [
    { required: ["a", "b"], type: "object" },
    "2020-12",
    [
      { keyword: "type", pointer: "/type" },
      { keyword: "required", pointer: "/required/0", name: "a" },
      { keyword: "required", pointer: "/required/1", name: "b" },
    ],
  ],
  [
    { dependentRequired: { a: ["b", "c"], "d/e": [] }, dependencies: { a: ["b"] } },
    "2020-12",
    [
      { keyword: "dependentRequired", pointer: "/dependentRequired/a/0", name: "b" },
      { keyword: "dependentRequired", pointer: "/dependentRequired/a/1", name: "c" },
    ],
  ],
  [
    { dependencies: { "a/b": ["c"] }, dependentRequired: { a: ["b"] } },
    "draft-07",
    [{ keyword: "dependencies", pointer: "/dependencies/a~1b/0", name: "c" }],
  ],
  [false, "2020-12", [{ keyword: "", pointer: "" }]],
  [true, "2020-12", []],
  [
    { maxContains: 3, contains: {}, minContains: 2 },
    "2019-09",
    [{ keyword: "maxContains", pointer: "/maxContains" }],
  ],
  [
    { exclusiveMaximum: true, maximum: 3, exclusiveMinimum: false, minimum: 1 },
    "draft-04",
    [
      { keyword: "exclusiveMaximum", pointer: "/exclusiveMaximum" },
      { keyword: "exclusiveMinimum", pointer: "/exclusiveMinimum" },
    ],
  ],
  [
    { minimum: 1, exclusiveMinimum: 0 },
    "draft-06",
    [
      { keyword: "minimum", pointer: "/minimum" },
      { keyword: "exclusiveMinimum", pointer: "/exclusiveMinimum" },
    ],
  ],
])("%j in %s is said in these parts", (schema, dialect, expected) => {
  const parts = partsAndWhole(schema, dialect).parts.map(({ says: _says, inside: _inside, ...part }) => part);

  expect(parts).toEqual(expected);
});

test("a name that is asked for by another says something only where that one is", () => {
  const { parts, holds } = partsAndWhole({ dependentRequired: { a: ["b"] } });
  const values: Json[] = [{}, { a: 1 }, { a: 1, b: 1 }, { b: 1 }, "a", []];

  expect(values.map((value) => parts.map(({ says }) => holds(says, value)))).toEqual([
    ...[[true], [false], [true], [true], [true], [true]],
  ]);
});

test("a reference to a document that nobody has is a part, into which nobody can look", () => {
  const { parts } = partsAndWhole({ $ref: "https://elsewhere.example/a", type: "string", maxLength: 3 });

  expect(parts.map(({ pointer, inside }) => [pointer, inside])).toEqual([
    ["/$ref", undefined],
    ["/type", undefined],
    ["/maxLength", undefined],
  ]);
});

test("asked again, the parts are the same", () => {
  const comparison = createComparison({ budget: createBudget() });
  const prepared = prepare({ required: ["a"] });
  const translator = comparison.translator(prepared, "strict");

  expect(translator.partsOf(prepared.root)).toBe(translator.partsOf(prepared.root));
});
