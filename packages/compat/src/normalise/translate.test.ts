import type { Json } from "@concordat/json";
import type { Dialect } from "@concordat/schema";
import { expect, test } from "vitest";
import { createBudget, OutOfBudget } from "../budget.ts";
import { createComparison } from "../comparison.ts";
import { prepare } from "../prepare.ts";
import { createTranslations } from "../testing/translations.ts";

test("what is said in other words is the same proposition, in whichever dialect", () => {
  const { translate } = createTranslations();
  const says = (schema: Json, dialect: Dialect = "2020-12") => translate(schema, { dialect }).says;
  const same: readonly (readonly [readonly [Json, Dialect?], readonly [Json, Dialect?]])[] = [
    [[{ type: ["integer", "null"] }], [{ anyOf: [{ type: "null" }, { type: "number", multipleOf: 1 }] }]],
    [[{ minimum: 1, exclusiveMinimum: true }, "draft-04"], [{ exclusiveMinimum: 1 }]],
    [[{ minimum: 1, exclusiveMinimum: false }, "draft-04"], [{ minimum: 1 }]],
    [[{ maximum: 1, exclusiveMaximum: true }, "draft-04"], [{ exclusiveMaximum: 1 }]],
    [[{ maximum: 1 }, "draft-04"], [{ maximum: 1 }]],
    [
      [{ items: [{ type: "null" }], additionalItems: false }, "2019-09"],
      [{ prefixItems: [{ type: "null" }], items: false }],
    ],
    [[{ items: { type: "null" }, additionalItems: false }, "2019-09"], [{ items: { type: "null" } }]],
    [
      [{ dependencies: { a: ["b"], c: { type: "object" } } }, "draft-07"],
      [{ dependentRequired: { a: ["b"] }, dependentSchemas: { c: { type: "object" } } }],
    ],
    [[{ dependencies: { a: "b" } }, "draft-04"], [{ dependentRequired: { a: ["b"] } }]],
    [[{ contains: { type: "null" } }], [{ contains: { type: "null" }, minContains: 1 }]],
    [
      [{ contains: { type: "null" }, minContains: 3, maxContains: 1 }, "draft-07"],
      [{ contains: { type: "null" } }],
    ],
    [[{ contains: {}, minContains: 0 }], [{}]],
    [[{ const: 1 }], [{ enum: [1] }]],
    [[{ required: [] }], [true]],
    [[{ enum: [] }], [false]],
    [[{ not: {} }], [false]],
    // biome-ignore lint/suspicious/noThenProperty: a keyword
    [[{ then: false, else: false }], [true]],
    [[{ if: { type: "null" } }], [true]],
    // biome-ignore lint/suspicious/noThenProperty: a keyword
    [[{ if: { type: "null" }, then: false }], [{ not: { type: "null" } }]],
    [[{ if: { type: "null" }, else: false }], [{ type: "null" }]],
    [[{ maxItems: 2.0 }], [{ not: { type: "array", minItems: 3 } }]],
  ];

  for (const [one, other] of same) expect([one, says(...one)]).toEqual([one, says(...other)]);
});

test("what a dialect does not have says nothing in it", () => {
  const { translate } = createTranslations();
  const unsaid: readonly (readonly [Dialect, object])[] = [
    ["draft-04", { contains: false, propertyNames: false, exclusiveMinimum: true }],
    ["draft-06", { if: {}, else: false, dependentRequired: { a: ["b"] } }],
    ["draft-07", { dependentSchemas: { a: false }, prefixItems: [false], minContains: 3 }],
    ["2019-09", { prefixItems: [false], $dynamicRef: "#/a", minContains: 3, additionalItems: false }],
    ["2020-12", { additionalItems: false, $recursiveRef: "#", id: "a" }],
  ];

  for (const [dialect, schema] of unsaid)
    expect([dialect, translate(schema as Json, { dialect }).says]).toEqual([dialect, 1]);
});

test("a format says something only where it is asserted", () => {
  const accepts = (assertsFormat: boolean) => {
    const { accepts: holds } = createTranslations({ assertsFormat }).translate({ format: "date" });
    return ["soon", "2027-01-31", 1].map(holds);
  };

  expect(accepts(true)).toEqual([false, true, true]);
  expect(accepts(false)).toEqual([true, true, true]);
});

test("a schema is translated once, and paid for by its parts", () => {
  const cost = (schema: Json) => {
    const budget = createBudget();
    const prepared = prepare(schema);
    const translator = createComparison({ budget }).translator(prepared, "strict");
    const before = budget.used;
    const literal = translator.translate(prepared.root);
    const first = budget.used - before;
    expect(translator.translate(prepared.root)).toBe(literal);
    expect(budget.used - before).toBe(first);
    return first;
  };
  const members = (count: number): Json => ({
    properties: Object.fromEntries(Array.from({ length: count }, (_, at) => [`p${at}`, { maximum: at }])),
  });

  expect(cost(members(0))).toBe(4);
  expect(cost(members(10))).toBe(4 + 10 * 4);
  expect(() => createTranslationsOf(members(30), 100)).toThrow(OutOfBudget);
});

function createTranslationsOf(schema: Json, steps: number): unknown {
  const prepared = prepare(schema);
  return createComparison({ budget: createBudget(steps) })
    .translator(prepared, "strict")
    .translate(prepared.root);
}
