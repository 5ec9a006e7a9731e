import { expect, test } from "vitest";
import { constraintsOf } from "./constraints.ts";

test.each([
  [
    { type: "string", minLength: 1, maxLength: 32, pattern: "^a$" },
    ["not empty", "at most 32 characters", "matches ^a$"],
  ],
  [
    { maxItems: 1, minItems: 2, uniqueItems: true },
    ["at least 2 elements", "at most 1 element", "no element twice"],
  ],
  [{ minimum: -5, exclusiveMaximum: 10, multipleOf: 0.5 }, ["≥ -5", "< 10", "a multiple of 0.5"]],
  [{ const: null }, ["always null"]],
  [{ enum: ["a", 1] }, ['one of "a", 1']],
  [{ "x-concordat": { open: true } }, ["any members"]],
  [{ uniqueItems: false, "x-concordat": { kind: "event" } }, []],
])("%j reads %j", (schema, phrases) => {
  expect(constraintsOf([schema])).toEqual(phrases);
});

test("what several schemas say is said once", () => {
  expect(constraintsOf([{ minLength: 1 }, { minLength: 1, format: "uuid" }])).toEqual([
    "not empty",
    "format uuid",
  ]);
});
