import type { Json } from "@concordat/json";
import { expect, test } from "vitest";
import { sayable } from "./sayable.ts";

const said = (schema: Json) => sayable(schema, "2020-12");

test("what only a program could tell is gone, at every depth", () => {
  const schema = {
    type: "object",
    minProperties: 1,
    properties: {
      name: { type: "string", pattern: "^a", minLength: 1 },
      age: { type: "number", minimum: 0 },
    },
    dependentRequired: { name: ["age"] },
  };

  expect(said(schema)).toEqual({
    type: "object",
    properties: { name: { type: "string" }, age: { type: "number" } },
  });
});

test("a member or a definition may bear the name of a keyword", () => {
  const schema = {
    properties: { minimum: { const: 1 } },
    $defs: { "a/format": { type: "string", format: "date" } },
  };

  expect(said(schema)).toEqual({
    properties: { minimum: { const: 1 } },
    $defs: { "a/format": { type: "string" } },
  });
});

test("what stands in const, enum and default is data, whatever it looks like", () => {
  const schema = { enum: [{ minimum: 1 }], default: { pattern: "a" } };

  expect(said(schema)).toEqual(schema);
});

test("an integer is a number, once", () => {
  expect(said({ type: "integer" })).toEqual({ type: "number" });
  expect(said({ type: ["number", "integer", "null"] })).toEqual({ type: ["number", "null"] });
});

test("exactly one of them becomes any of them, beside others that are there already", () => {
  expect(said({ oneOf: [{ minimum: 1 }, true] })).toEqual({ anyOf: [{}, true] });
  expect(said({ oneOf: [true], anyOf: [false] })).toEqual({ anyOf: [false], allOf: [{ anyOf: [true] }] });
});

test("only the refusal of everything stays of `not`", () => {
  expect(said({ not: {} })).toEqual({ not: {} });
  expect(said({ not: { type: "null" } })).toEqual({});
});

test("a schema for other members stays only where it has no members beside it", () => {
  expect(said({ additionalProperties: { type: "string" } })).toEqual({
    additionalProperties: { type: "string" },
  });
  expect(said({ properties: { a: true }, additionalProperties: { type: "string" } })).toEqual({
    properties: { a: true },
  });
  expect(said({ properties: { a: true }, additionalProperties: false })).toEqual({
    properties: { a: true },
    additionalProperties: false,
  });
  expect(said({ patternProperties: { "^a": true }, additionalProperties: false })).toEqual({});
});

test("the length of an array stays as far as its elements are written down one by one", () => {
  expect(said({ prefixItems: [true, true], minItems: 2, maxItems: 2 })).toEqual({
    prefixItems: [true, true],
    minItems: 2,
    maxItems: 2,
  });
  expect(said({ prefixItems: [true], maxItems: 2 })).toEqual({ prefixItems: [true] });
  expect(said({ minItems: 2, maxItems: 2 })).toEqual({ minItems: 2, maxItems: 2 });
  expect(said({ minItems: 1 })).toEqual({});
});

test("a reference may lead to definitions of another dialect, and below words that are no keywords", () => {
  const schema = { $defs: { format: { pattern: "a" } }, "x-parts": { part: { full: { pattern: "a" } } } };

  expect(sayable(schema, "draft-07")).toEqual({ $defs: { format: {} }, "x-parts": { part: { full: {} } } });
});
