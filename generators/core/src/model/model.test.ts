import type { Json } from "@concordat/json";
import { createSchemaGraph } from "@concordat/schema";
import { expect, test } from "vitest";
import { createTypeModel, type TypeModel } from "./model.ts";
import type { Type } from "./type.ts";

function modelOf(schema: Json): TypeModel {
  const graph = createSchemaGraph(new Map(), { root: schema });
  return createTypeModel(graph, [graph.enter()]);
}

function rootOf(model: TypeModel): Type | undefined {
  return model.declarations.get(model.roots[0] ?? "")?.type;
}

const closed = (properties: Json, ...required: readonly string[]): Json => ({
  type: "object",
  properties,
  required,
  additionalProperties: false,
});

test("a union knows the member by which its alternatives are told apart, and its values in each", () => {
  const card = closed({ kind: { const: "card" }, number: { type: "string" } }, "kind");
  const other = closed({ kind: { enum: ["iban", "cash"] } }, "kind");
  const model = modelOf({ oneOf: [{ $ref: "#/$defs/card" }, other], $defs: { card } });

  expect(rootOf(model)).toMatchObject({
    kind: "union",
    discriminator: { property: "kind", values: [["card"], ["iban", "cash"]] },
  });
});

test("there is no discriminator where a value stands in two alternatives, or where it may be absent", () => {
  const ways = (...kinds: readonly Json[]) => rootOf(modelOf({ anyOf: kinds }));
  const a = closed({ kind: { const: "a" }, a: true }, "kind");

  expect(ways(a, closed({ kind: { enum: ["a", "b"] } }, "kind"))).not.toHaveProperty("discriminator");
  expect(ways(a, closed({ kind: { const: "b" } }))).not.toHaveProperty("discriminator");
});

test("what no type says is kept in words: bounds, formats, defaults, who may write", () => {
  const age = { type: "integer", minimum: 0, format: "int32", default: 18, readOnly: true, title: "Age" };

  expect(rootOf(modelOf(closed({ age })))).toEqual({
    kind: "object",
    members: [
      {
        name: "age",
        type: { kind: "number", isInteger: true, facts: { format: "int32", minimum: 0 } },
        isRequired: false,
        docs: { title: "Age", default: 18, isReadOnly: true, facts: { format: "int32", minimum: 0 } },
      },
    ],
    patterns: [],
    others: { are: "refused" },
  });
});

test("a description is inherited along a reference unless there is a nearer one", () => {
  const $defs = { a: { type: "string", description: "far", examples: ["x"] } };
  const schema = closed({ far: { $ref: "#/$defs/a" }, near: { $ref: "#/$defs/a", description: "near" } });
  const model = rootOf(modelOf({ ...(schema as object), $defs }));

  expect(
    model?.kind === "object" && model.members.map(({ docs }) => [docs.description, docs.examples]),
  ).toEqual([
    ["far", ["x"]],
    ["near", ["x"]],
  ]);
});

test("declarations know the names they would take, from their title to the whole way to them", () => {
  const inner = { title: "Shipping address", ...(closed({ a: true }) as object) };
  const model = modelOf({
    $ref: "#/$defs/order-list/items/properties/to",
    $defs: { "order-list": { items: { properties: { to: inner } } } },
  });

  expect([...model.declarations.values()].map(({ candidates }) => candidates)).toEqual([
    ["Shipping address", "schema"],
    ["Shipping address", "to", "item to", "order-list item to"],
  ]);
});

test("too many alternatives are an intersection, and conditions that are too many are forgotten with their members told", () => {
  const many = (prefix: string) => ({
    anyOf: Array.from({ length: 12 }, (_, index) => closed({ [prefix + index]: { type: "string" } })),
  });
  const model = rootOf(modelOf({ type: "object", allOf: [many("a"), many("b")] }));
  expect(model?.kind).toBe("intersection");

  const conditions = Array.from({ length: 10 }, (_, index) => ({
    if: { required: [`if${index}`] },
    // biome-ignore lint/suspicious/noThenProperty: a keyword
    then: { properties: { [`then${index}`]: { type: "string", description: `about ${index}` } } },
  }));
  const text = JSON.stringify(rootOf(modelOf({ type: "object", allOf: conditions })));
  for (const index of conditions.keys()) expect(text).toContain(`about ${index}`);
  expect(text.length).toBeLessThan(100_000);
});

test("unfolding ends, however schemas lead back into themselves", () => {
  const schema: Json = {
    anyOf: [{ $ref: "#" }, { type: "string" }, { allOf: [{ $ref: "#" }, { not: { $ref: "#" } }] }],
    properties: {
      a: { $ref: "#" },
      b: { allOf: [{ $ref: "#" }, { properties: { a: { type: "string" } } }] },
    },
  };
  expect(modelOf(schema).roots).toHaveLength(1);
});

test("a chain of references deeper than any stack is followed", () => {
  const length = 5000;
  const $defs = Object.fromEntries(
    Array.from({ length }, (_, index): [string, Json] => [
      `d${index}`,
      { type: "object", properties: { next: { $ref: `#/$defs/d${(index + 1) % length}` } } },
    ]),
  );
  expect(modelOf({ $ref: "#/$defs/d0", $defs }).declarations.size).toBe(length + 1);
});
