import type { Json } from "@concordat/json";
import { expect, test } from "vitest";
import { createProgram } from "../testing/compile.ts";
import { generateTypes } from "./generate-types.ts";
import type { UnknownMembers } from "./members.ts";

const bodyOf = (schema: Json, unknownMembers: UnknownMembers = "as-written") =>
  generateTypes({ type: "object", ...(schema as object) }, { name: "Root", unknownMembers })
    .split("\n")
    .filter((line) => line.startsWith("  readonly"))
    .map((line) => line.trim());

test("an object that says nothing about others takes any, unless they are refused by wish", () => {
  const schema = { properties: { a: { type: "string" } } };
  expect(bodyOf(schema)).toEqual(["readonly a?: string;", "readonly [name: string]: unknown;"]);
  expect(bodyOf(schema, "undeclared-refused")).toEqual(["readonly a?: string;"]);
});

test("what is open on purpose stays open", () => {
  const open = ["readonly a?: string;", "readonly [name: string]: unknown;"];
  const properties = { a: { type: "string" } };
  expect(bodyOf({ properties, additionalProperties: true }, "undeclared-refused")).toEqual(open);
  expect(bodyOf({ properties, "x-concordat": { open: true } }, "undeclared-refused")).toEqual(open);
  expect(bodyOf({ properties, allOf: [{ additionalProperties: {} }] }, "undeclared-refused")).toEqual(open);
  expect(bodyOf({}, "undeclared-refused")).toEqual(open.slice(1));
});

test("an object without members that refuses others is an empty one, and not anything that has members", () => {
  expect(bodyOf({ additionalProperties: false })).toEqual(["readonly [name: string]: never;"]);
});

test("the signature for others is widened by what the members beside it need, and no further", () => {
  const properties = { a: { type: "number" }, b: { type: "string", minLength: 1 } };
  const additionalProperties = { type: "string" };
  expect(bodyOf({ properties, required: ["a", "b"], additionalProperties })).toContain(
    "readonly [name: string]: string | number;",
  );
  expect(bodyOf({ properties, additionalProperties })).toContain(
    "readonly [name: string]: string | number | undefined;",
  );
});

// biome-ignore-start lint/suspicious/noTemplateCurlyInString: it is how the signatures look
test("names that begin or end alike have a signature of their own", () => {
  const patternProperties = {
    "^x-": { type: "number" },
    _id$: { type: "string" },
    "^(b|c)$": { type: "boolean" },
  };
  expect(
    bodyOf({ patternProperties, properties: { "x-a": { enum: [1, "a"] } }, additionalProperties: false }),
  ).toEqual([
    'readonly "x-a"?: 1;',
    "readonly b?: boolean;",
    "readonly c?: boolean;",
    "readonly [name: `x-${string}`]: number | undefined;",
    "readonly [name: `${string}_id`]: string;",
  ]);
});

// biome-ignore-end lint/suspicious/noTemplateCurlyInString: it is how the signatures look

test("a pattern that no type can say widens the signature for all names", () => {
  const patternProperties = { "^[a-z]+$": { type: "number" } };
  expect(bodyOf({ patternProperties, additionalProperties: false })).toEqual([
    "readonly [name: string]: number;",
  ]);
  expect(bodyOf({ patternProperties, additionalProperties: { type: "string" } })).toEqual([
    "readonly [name: string]: number | string;",
  ]);
  expect(bodyOf({ patternProperties })).toEqual(["readonly [name: string]: unknown;"]);
});

test("names that are counted are the members", () => {
  const propertyNames = { enum: ["a", "b"] };
  expect(bodyOf({ propertyNames, additionalProperties: { type: "number" } })).toEqual([
    "readonly a?: number;",
    "readonly b?: number;",
  ]);
  expect(bodyOf({ maxProperties: 0 })).toEqual(["readonly [name: string]: never;"]);
});

test("members that every object inherits may be absent, and one named __proto__ is a member", () => {
  const schema: Json = JSON.parse(
    '{"type":"object","properties":{"__proto__":{"type":"string"},"toString":{"type":"number"}},"additionalProperties":{"type":"boolean"}}',
  );
  const program = createProgram();
  program.add(
    "a.ts",
    `${generateTypes(schema, { name: "Root" })}
    export const empty: Root = {};
    export const full: Root = { ["__proto__"]: "a", toString: 1, other: true };
    // @ts-expect-error a string is no number
    export const wrong: Root = { toString: "1" };
    // @ts-expect-error a number is no string
    export const own: Root = { ["__proto__"]: 1 };`,
  );
  expect(program.complaints()).toEqual([]);
});

test("a member that is asked for and never described is there, of any type", () => {
  expect(bodyOf({ required: ["a"], additionalProperties: true })[0]).toBe("readonly a: unknown;");
});
