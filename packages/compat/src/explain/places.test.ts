import type { Json } from "@concordat/json";
import { expect, test } from "vitest";
import { createBudget } from "../budget.ts";
import { createComparison } from "../comparison.ts";
import { prepare } from "../prepare.ts";
import { nearestBlame, satisfiedAlternatives } from "./alternatives.ts";
import { blamesOf, pointerOf } from "./blame.ts";
import { type Places, schemasAt } from "./places.ts";

function worldOf(schema: Json) {
  const comparison = createComparison({ budget: createBudget() });
  const { root, graph } = prepare(schema);
  const places: Places = {
    translator: comparison.translator({ root, graph }, "strict"),
    holds: comparison.engine.holds,
    budget: comparison.engine.budget,
    below: (at) => graph.subschemas(at),
  };
  return { root, places };
}

/** The places of the schema that have something to say about the value at the end of the way. */
function saidAt(schema: Json, whole: Json, way: readonly (string | number)[]) {
  const { root, places } = worldOf(schema);
  return schemasAt(root, whole, way, places).map(({ location }) => location.pointer);
}

test.each<[string, Json, Json, readonly (string | number)[], readonly string[]]>([
  ["the whole", { properties: { a: {} } }, { a: 1 }, [], [""]],
  ["a member", { properties: { a: {}, b: {} } }, { a: 1 }, ["a"], ["/properties/a"]],
  ["an item", { prefixItems: [{}], items: {} }, [1, 2], [1], ["/items"]],
  ["far down", { items: { properties: { a: {} } } }, [{ a: 1 }], [0, "a"], ["/items/properties/a"]],
  ["nothing said there", { properties: { a: {} } }, { b: 1 }, ["b"], []],
  ["nothing there", { properties: { a: {} } }, {}, ["a"], []],
  ["no own member", { properties: { toString: {} } }, {}, ["toString"], []],
  ["no item by a name", { items: {} }, [1], ["length"], []],
  ["no member by an index", { additionalProperties: {} }, "text", [0], []],
  [
    "joined",
    { allOf: [{ properties: { a: {} } }], $ref: "#/$defs/x", $defs: { x: {} } },
    {},
    [],
    ["", "/allOf/0", "/$defs/x"],
  ],
  [
    "an alternative that the value satisfies",
    { anyOf: [{ type: "null" }, { type: "object" }], oneOf: [{ type: "array" }, {}] },
    {},
    [],
    ["", "/anyOf/1", "/oneOf/1"],
  ],
  ["no condition that is only asked", { not: { type: "null" } }, 1, [], [""]],
])("%s", (_what, schema, whole, way, places) => {
  expect(new Set(saidAt(schema, whole, way))).toEqual(new Set(places));
});

test("a place that several ways lead to is there once", () => {
  const schema = {
    properties: { a: { $ref: "#/$defs/x" } },
    allOf: [{ properties: { a: { $ref: "#/$defs/x" } } }],
    $defs: { x: {} },
  };
  const places = saidAt(schema, { a: 1 }, ["a"]);

  expect(places).toContain("/$defs/x");
  expect(new Set(places).size).toBe(places.length);
});

/** Where the first thing that the value breaks is put, once the alternative is found that was meant. */
function blamed(schema: Json, value: Json) {
  const { root, places } = worldOf(schema);
  const [first] = blamesOf(value, root, places);
  if (first === undefined) throw new Error("nothing is broken");
  const nearest = nearestBlame(first, places);
  return [nearest.schema.location.pointer + nearest.part.pointer, pointerOf(nearest)];
}

const card = {
  required: ["kind"],
  properties: { kind: { const: "card" }, n: { maximum: 5 }, m: { maximum: 5 } },
};
const cash = { required: ["kind"], properties: { kind: { const: "cash" } } };

test("the alternative is meant whose kind the value is", () => {
  expect(blamed({ oneOf: [cash, card] }, { kind: "card", n: 9 })).toEqual([
    "/oneOf/1/properties/n/maximum",
    "/n",
  ]);
  expect(blamed({ anyOf: [{ type: "null" }, { minLength: 3, type: "string" }] }, "a")).toEqual([
    "/anyOf/1/minLength",
    "",
  ]);
});

test("of several of its kind the one that it breaks in the fewest ways", () => {
  const two = { properties: { n: { maximum: 5 }, m: { maximum: 5 } } };
  const one = { properties: { n: { maximum: 6 } } };

  expect(blamed({ anyOf: [two, one] }, { n: 9, m: 9 })).toEqual(["/anyOf/1/properties/n/maximum", "/n"]);
  expect(blamed({ anyOf: [one, two] }, { n: 9, m: 9 })).toEqual(["/anyOf/0/properties/n/maximum", "/n"]);
});

test("alternatives inside an alternative are looked into", () => {
  const inner = { properties: { a: { anyOf: [{ type: "null" }, { type: "number", maximum: 3 }] } } };

  expect(blamed({ anyOf: [{ type: "string" }, inner] }, { a: 5 })).toEqual([
    "/anyOf/1/properties/a/anyOf/1/maximum",
    "/a",
  ]);
});

test("where the value is of no alternative's kind, or of one too many, the choice itself is blamed", () => {
  expect(blamed({ anyOf: [{ type: "null" }, { type: "string" }] }, 5)).toEqual(["/anyOf", ""]);
  expect(blamed({ oneOf: [cash, card] }, { kind: "cheque" })).toEqual(["/oneOf", ""]);
  expect(blamed({ oneOf: [{ minimum: 0 }, { maximum: 9 }] }, 5)).toEqual(["/oneOf", ""]);
  expect(blamed({ maximum: 3 }, 5)).toEqual(["/maximum", ""]);
});

test("a type or a constant far inside says nothing of the kind", () => {
  const deep = { properties: { a: { properties: { kind: { const: 1 } } }, b: { type: "string" } } };

  expect(blamed({ anyOf: [{ type: "null" }, deep] }, { a: { kind: 2 } })).toEqual([
    "/anyOf/1/properties/a/properties/kind/const",
    "/a/kind",
  ]);
  expect(blamed({ anyOf: [{ type: "null" }, deep] }, { b: 1 })).toEqual(["/anyOf/1/properties/b/type", "/b"]);
});

test("how many alternatives a value satisfies is counted for the keyword at hand", () => {
  const { root, places } = worldOf({
    oneOf: [{ minimum: 0 }, { maximum: 9 }, { type: "null" }],
    anyOf: [{}],
  });
  const [blame] = blamesOf(5, root, places);

  expect(blame?.part.keyword).toBe("oneOf");
  expect(blame && satisfiedAlternatives(blame, places)).toBe(2);
});
