import type { Json } from "@concordat/json";
import { expect, test } from "vitest";
import { createSchemaGraph } from "../graph.ts";
import { readerView } from "./reader-view.ts";
import { closingSchema, type WriterViewOptions, writerView } from "./writer-view.ts";

const latest = "https://json-schema.org/draft/2020-12/schema";

function viewOf(root: Json, options: WriterViewOptions = {}) {
  return writerView(undefined, createSchemaGraph(new Map(), { root }), options);
}

test("the view is the contract and the list of names, side by side in one document", () => {
  const contract = {
    $schema: latest,
    $id: "https://example.com/order/1.0.0.json",
    type: "object",
    required: ["id"],
    properties: {
      customer: { type: "object", properties: { name: { type: "string" } } },
      lines: { type: "array", items: { $ref: "#/$defs/line" } },
      note: { type: "string" },
    },
    $defs: { line: { properties: { sku: { type: "string" } } } },
  };
  const { $schema: _, ...embedded } = contract;

  const { schema, closedAt } = viewOf(contract);

  expect(schema).toEqual({
    $schema: latest,
    $id: "https://example.com/order/1.0.0.json?view=writer",
    allOf: [{ $ref: "https://example.com/order/1.0.0.json" }, { $ref: "#/$defs/names-1" }],
    $defs: {
      reader: embedded,
      "names-1": {
        properties: {
          customer: { $ref: "#/$defs/names-2" },
          lines: { $ref: "#/$defs/names-3" },
          note: true,
          id: true,
        },
        additionalProperties: false,
      },
      "names-2": { properties: { name: true }, additionalProperties: false },
      "names-3": { items: { $ref: "#/$defs/names-4" } },
      "names-4": { properties: { sku: true }, additionalProperties: false },
    },
  });
  expect(
    closedAt.map(({ position, pointer, describedBy }) => [position, pointer, describedBy[0]?.pointer]),
  ).toEqual([
    ["", "/$defs/names-1", ""],
    ["/customer", "/$defs/names-2", "/properties/customer"],
    ["/lines/*", "/$defs/names-4", "/$defs/line"],
  ]);
});

test("where nothing is closed the writer's view is the reader's", () => {
  const graph = createSchemaGraph(new Map(), { root: { type: "object", required: ["a"] } });

  expect(writerView(undefined, graph)).toEqual(readerView(undefined, graph));
});

test.each([
  ["urn:example:a", "urn:example:a?=view=writer"],
  ["https://example.com/a?v=1", "https://example.com/a?v=1&view=writer"],
])("the identifier of %s is %s", (id, expected) => {
  expect(viewOf({ $id: id, properties: {} }).schema).toMatchObject({ $id: expected });
});

test("contracts without identifier are told apart by their content", () => {
  const nameOf = (root: Json) =>
    JSON.stringify(viewOf(root).schema).match(/urn:concordat:schema:[0-9a-f]{16}/)?.[0];

  expect(nameOf({ properties: { a: true } })).toBe(nameOf({ properties: { a: true } }));
  expect(nameOf({ properties: { a: true } })).not.toBe(nameOf({ properties: { b: true } }));
  expect(viewOf({ properties: {} }).schema).not.toHaveProperty("$id");
});

test("in draft-04 a name of which nothing is said is an empty schema", () => {
  const root = {
    $schema: "http://json-schema.org/draft-04/schema#",
    id: "http://example.com/a",
    properties: { a: {} },
  };

  expect(viewOf(root).schema).toMatchObject({
    id: "http://example.com/a?view=writer",
    definitions: { "names-1": { properties: { a: {} }, additionalProperties: false } },
  });
});

test("a property named __proto__ is listed and changes no prototype", () => {
  const { schema } = viewOf(JSON.parse('{"properties": {"__proto__": {"properties": {}}}}'));

  expect(JSON.stringify(schema)).toContain(
    '"names-1":{"properties":{"__proto__":{"$ref":"#/$defs/names-2"}}',
  );
  expect(({} as { properties?: unknown }).properties).toBeUndefined();
});

test("schemas that are one position are one list, however often they are referred to", () => {
  const root = {
    properties: {
      a: { $ref: "#/$defs/p" },
      b: { allOf: [{ $ref: "#/$defs/p" }] },
      c: { $ref: "#/$defs/p", title: "C" },
    },
    $defs: { p: { properties: { x: true } } },
  };

  expect(viewOf(root).closedAt.map(({ position }) => position)).toEqual(["", "/a"]);
});

test("a matcher that cannot tell leaves a position open rather than close it on a guess", () => {
  const root = {
    properties: { "x-a": { properties: { p: true } } },
    patternProperties: { "^x-": { additionalProperties: true } },
  };
  const closed = (matches: () => boolean | undefined) =>
    viewOf(root, { matches }).closedAt.map(({ position }) => position);

  expect([closed(() => false), closed(() => undefined), closed(() => true)]).toEqual([
    ["", "/x-a"],
    [""],
    [""],
  ]);
});

test("a schema that unfolds without end in sight is refused", () => {
  const parts = Array.from({ length: 14 }, (_, at) => ({
    properties: { a: { $ref: `#/anyOf/${at}` }, [`b${at}`]: { $ref: `#/anyOf/${(at + 1) % 14}` } },
    patternProperties: { [`[${"abcdefghijklmn"[at]}]`]: { $ref: `#/anyOf/${(at * 5 + 1) % 14}` } },
  }));

  expect(() => viewOf({ anyOf: parts }, { maxPositions: 500 })).toThrow(
    expect.objectContaining({ code: "LIMIT_EXPANSION" }),
  );
});

test("a reference that leads nowhere is thrown", () => {
  expect(() => viewOf({ properties: { a: { $ref: "#/nope" } } })).toThrow(
    expect.objectContaining({ code: "SCHEMA_REF_UNRESOLVED" }),
  );
});

test("what closes the contract can be had without the contract", () => {
  const tree = { properties: { value: {}, children: { items: { $ref: "#" } } } };
  const graph = createSchemaGraph(new Map(), { root: { $schema: latest, ...tree } });

  const closing = closingSchema(undefined, graph) as { readonly $defs: object };
  const { $defs } = writerView(undefined, graph).schema as { readonly $defs: object };

  expect(closing).toMatchObject({ $schema: latest, allOf: [{ $ref: "#/$defs/names-1" }] });
  expect({ ...closing.$defs, reader: {} }).toEqual({ ...$defs, reader: {} });
});

test("without anything to close there is no closing", () => {
  const root = { type: "object", additionalProperties: { type: "string" } };

  expect(closingSchema(undefined, createSchemaGraph(new Map(), { root }))).toBeUndefined();
});

test("work is told of before it is done, and what that throws ends it", () => {
  const each = Array.from({ length: 300 }, (_, at) => ({ properties: { [`p${at}`]: {} } }));
  const graph = createSchemaGraph(new Map(), { root: { anyOf: each } });
  const told = (most: number): number => {
    let looks = 0;
    const pay = (more: number) => {
      looks += more;
      if (looks > most) throw new RangeError("that is enough");
    };
    closingSchema(undefined, graph, { pay });
    return looks;
  };

  // Each of the names is asked of each of the branches.
  expect(told(Number.POSITIVE_INFINITY)).toBeGreaterThan(300 * 300);
  expect(() => told(10_000)).toThrow("that is enough");
});
