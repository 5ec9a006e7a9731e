import type { Json } from "@concordat/json";
import fc from "fast-check";
import { expect, test } from "vitest";
import { createBudget } from "../budget.ts";
import { createComparison } from "../comparison.ts";
import { prepare } from "../prepare.ts";
import { arbitrarySchema, arbitraryValue } from "../testing/arbitrary-schema.ts";

const numRuns = process.env.CONCORDAT_COUNTS === "full" ? 20_000 : 1000;

function partsAndWhole(schema: Json, dialect: "draft-04" | "draft-07" | "2020-12" = "2020-12") {
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
        if (holds(says, value)) continue;
        expect([...inside.reach(value)].some(([, inner]) => !holds(is, inner))).toBe(true);
      }
    }),
    { numRuns },
  );
});

test.each<[string, Json, "draft-04" | "draft-07" | "2020-12", readonly string[]]>([
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
