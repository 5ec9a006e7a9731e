import type { Json } from "@concordat/json";
import { expect, test } from "vitest";
import { createBudget } from "../budget.ts";
import { prepare } from "../prepare.ts";
import { effortOf } from "./effort.ts";

function effort(schema: Json, value: Json) {
  const { root, graph } = prepare(schema);
  const budget = createBudget();
  const { looks, touched } = effortOf(value, root, graph, budget);
  const pointers = [...touched].map((key) => key.slice(key.indexOf("#") + 1));
  return { looks, touched: pointers, steps: budget.used };
}

test.each<[string, Json, Json, number]>([
  ["true or false", true, 1, 1],
  ["an object of no keywords", {}, 1, 16],
  ["each keyword", { type: "string", maxLength: 3 }, 1, 18],
  ["each entry of a list or map", { enum: [1, 2, 3], dependentRequired: { a: [], b: [] } }, 1, 21],
  ["but of no example or default", { examples: [1, 2, 3], default: { a: 1 } }, 1, 16],
  ["each pair of items that must differ", { uniqueItems: true }, [1, 2, 3], 17 + 9],
  ["none where they need not", { uniqueItems: false }, [1, 2, 3], 17],
  ["none where there are no items", { uniqueItems: true }, "abc", 17],
  ["a reference, and what it leads to", { $ref: "#/$defs/a", $defs: { a: true } }, 1, 16 + 2 + 1],
  ["a reference to nowhere", { $ref: "#/$defs/a" }, 1, 17],
])("%s", (_what, schema, value, looks) => {
  expect(effort(schema, value).looks).toBe(looks);
});

test("a pattern costs more the longer the word, and nothing where there is none", () => {
  const [short, long] = ["aa", "a".repeat(100)].map((word) => effort({ pattern: "^a*b$" }, word).looks);

  expect(short).toBeGreaterThan(18);
  expect(long).toBeGreaterThan(short ?? 0);
  expect(effort({ pattern: "^a*b$" }, 5).looks).toBe(17);
});

test("a look into a pattern is a sixteenth of a step of a trial, and one to begin with", () => {
  const { looks } = effort({ pattern: "a" }, "");

  expect(looks).toBeGreaterThan(16 + 1 + 1);
  expect(looks).toBeLessThan(16 + 1 + 2);
});

test("each schema is one step for each part, and nothing is looked at for the patterns of what is no object", () => {
  expect(effort({ allOf: [true, true] }, 1).steps).toBe(3);
  expect(effort({ items: true }, [1, 2]).steps).toBe(3);
  expect(effort({ items: true }, [1, 1]).steps).toBe(2);
  expect(effort({ patternProperties: { a: true } }, "a").looks).toBe(17);
});

test("up to draft-07 validators read what stands beside a reference", () => {
  const schema = {
    $schema: "http://json-schema.org/draft-07/schema#",
    ...{ $ref: "#/definitions/a", definitions: { a: true }, properties: { b: {} } },
  };

  expect(effort(schema, { b: 1 }).touched).toContain("/properties/b");
});

test("patterns of names are tried on each name", () => {
  const of = (value: Json) => effort({ patternProperties: { "^a": true, "^b": true } }, value).looks;

  expect(of({})).toBe(18);
  // Each pattern on the name, and both schemas on the member, which may be judged by either.
  expect(of({ x: 1 })).toBeGreaterThanOrEqual(18 + 2 + 2);
  expect(of({ x: 1, y: 1 }) - of({ x: 1 })).toBe(of({ x: 1 }) - of({}));
  expect(of([1])).toBe(18);
});

test.each<[string, Json, Json, readonly string[]]>([
  ["the same value", { allOf: [{}], not: {} }, 1, ["", "/allOf/0", "/not"]],
  ["members by their name", { properties: { a: {}, b: {} } }, { a: 1 }, ["", "/properties/a"]],
  ["own members only", { properties: { toString: {} } }, {}, [""]],
  ["all members otherwise", { additionalProperties: {} }, { a: 1 }, ["", "/additionalProperties"]],
  ["no members of what is no object", { additionalProperties: {}, properties: { a: {} } }, [1], [""]],
  ["items by their index", { prefixItems: [{}, {}] }, [1], ["", "/prefixItems/0"]],
  ["all items otherwise", { items: {} }, [1], ["", "/items"]],
  ["no items of what is no list", { items: {}, prefixItems: [{}] }, { 0: 1 }, [""]],
  ["names", { propertyNames: {} }, { a: 1 }, ["", "/propertyNames"]],
  ["no names of what is no object", { propertyNames: {} }, ["a"], [""]],
  ["definitions by references alone", { $ref: "#/$defs/a", $defs: { a: {}, b: {} } }, 1, ["", "/$defs/a"]],
])("what has a say: %s", (_what, schema, value, touched) => {
  expect(effort(schema, value).touched).toEqual(touched);
});

test("what is used twice costs twice and is looked at once", () => {
  const doubled = (depth: number): Json => ({
    $ref: `#/$defs/${depth}`,
    $defs: Object.fromEntries(
      Array.from({ length: depth + 1 }, (_, at) => {
        const below = { $ref: `#/$defs/${at - 1}` };
        return [String(at), at === 0 ? true : { allOf: [below, below] }];
      }),
    ),
  });
  const [less, more] = [effort(doubled(20), 1), effort(doubled(21), 1)];

  expect(more.looks).toBeGreaterThan(1.9 * less.looks);
  expect(more.steps - less.steps).toBeLessThan(10);
});

test("each item is judged for itself, and the looks add up", () => {
  const { looks } = effort({ items: { items: { type: "null" } } }, [[1, 2], [3]]);

  expect(looks).toBe(16 + 1 + 2 * (16 + 1) + 3 * (16 + 1));
});
