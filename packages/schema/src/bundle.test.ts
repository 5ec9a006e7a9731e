import type { Json } from "@concordat/json";
import { expect, test } from "vitest";
import { bundleSchema } from "./bundle.ts";
import { createSchemaGraph } from "./graph.ts";

const latest = "https://json-schema.org/draft/2020-12/schema";
const draft07 = "http://json-schema.org/draft-07/schema#";
const placed = "https://example.com/order/placed/1.0.0.json";
const money = "https://example.com/common/money/1.0.0.json";

function bundle(documents: Readonly<Record<string, Json>>, root: string | undefined = placed) {
  return bundleSchema(root, createSchemaGraph(new Map(Object.entries(documents))));
}

test("referenced documents stand under $defs, whole and under their identifiers, named by path and version", () => {
  const root = {
    $schema: latest,
    $id: placed,
    properties: { total: { $ref: "../../common/money/1.0.0.json#/$defs/a" } },
  };
  const other = { $schema: latest, $id: money, $defs: { a: { $ref: "../code/1.0.0.json" } } };
  const third = { title: "Code" };

  expect(
    bundle({ [placed]: root, [money]: other, "https://example.com/common/code/1.0.0.json": third }),
  ).toEqual({
    ...root,
    $defs: {
      "common.code.1.0.0": { $id: "https://example.com/common/code/1.0.0.json", title: "Code" },
      "common.money.1.0.0": { $id: money, $defs: { a: { $ref: "../code/1.0.0.json" } } },
    },
  });
});

test("the order in which documents are handed in makes no difference", () => {
  const documents = {
    [placed]: { $ref: money, $defs: { b: { $ref: "https://example.com/b" } } },
    [money]: {},
    "https://example.com/b": {},
  };
  const reversed = Object.fromEntries(Object.entries(documents).reverse());

  expect(JSON.stringify(bundle(reversed))).toBe(JSON.stringify(bundle(documents)));
});

test("what is not referred to stays out, and a document that refers to nothing stays as it is", () => {
  const root = { $schema: latest, $id: placed, type: "object" };

  expect(bundle({ [placed]: root, [money]: {} })).toEqual(root);
});

test("the result names its dialect, and its identifier where it was only known by its place", () => {
  expect(bundle({ [placed]: { type: "object" } })).toEqual({ $schema: latest, $id: placed, type: "object" });
});

test("a root without any identifier gets none", () => {
  const graph = createSchemaGraph(new Map([[money, true]]), { root: { $ref: money } });

  expect(bundleSchema(undefined, graph)).toEqual({
    $schema: latest,
    $ref: money,
    $defs: { "common.money.1.0.0": { $id: money } },
  });
});

test("a reference by the place of a document is written by its own identifier", () => {
  const mirror = "https://mirror.example/money.json";
  const documents = {
    [placed]: { properties: { a: { $ref: `${mirror}#/$defs/b` } } },
    [mirror]: { $id: money, $defs: { b: {} } },
  };

  expect(bundle(documents)).toMatchObject({ properties: { a: { $ref: `${money}#/$defs/b` } } });
});

test("boolean documents become objects that mean the same", () => {
  const documents = {
    [placed]: { anyOf: [{ $ref: "yes" }, { $ref: "no" }] },
    "https://example.com/order/placed/yes": true,
    "https://example.com/order/placed/no": false,
  };

  expect(bundle(documents)).toMatchObject({
    $defs: {
      "order.placed.yes": { $id: "https://example.com/order/placed/yes" },
      "order.placed.no": { $id: "https://example.com/order/placed/no", not: {} },
    },
  });
});

test("up to draft-07 documents stand under definitions, and an identifier never beside $ref", () => {
  const other = {
    $schema: draft07,
    $ref: "#/definitions/a",
    type: "string",
    definitions: { a: { type: "number" } },
  };

  expect(bundle({ [placed]: { $schema: draft07, allOf: [{ $ref: money }] }, [money]: other })).toEqual({
    $schema: draft07,
    $id: placed,
    allOf: [{ $ref: money }],
    definitions: {
      "common.money.1.0.0": {
        $id: money,
        definitions: { a: { type: "number" } },
        allOf: [{ $ref: "#/definitions/a" }],
      },
    },
  });
});

test("a document of another dialect says so where it is embedded", () => {
  const documents = {
    [placed]: { $schema: latest, $ref: money },
    [money]: { $schema: draft07, items: [{}] },
  };

  expect(bundle(documents)).toMatchObject({
    $defs: { "common.money.1.0.0": { $schema: draft07, $id: money, items: [{}] } },
  });
});

test("names that are taken, by the root or by a namesake, get a number", () => {
  const elsewhere = "https://other.example/common/money/1.0.0";
  const root = { $defs: { "common.money.1.0.0": { $ref: money }, x: { $ref: elsewhere } } };
  const result = bundle({ [placed]: root, [money]: {}, [elsewhere]: {} });

  expect(result).toMatchObject({
    $defs: {
      ...root.$defs,
      "common.money.1.0.0-2": { $id: money },
      "common.money.1.0.0-3": { $id: elsewhere },
    },
  });
});

test("a bundle needs no other document, and bundling it again changes nothing", () => {
  const result = bundle({
    [placed]: { $ref: money, $defs: { p: { $anchor: "p" } } },
    [money]: { not: { $ref: `${placed}#p` } },
  });
  const alone = createSchemaGraph(new Map(), { root: result });

  expect(alone.findings).toEqual([]);
  expect(bundleSchema(undefined, alone)).toEqual(result);
});

test("what a root without identifier refers to by a relative reference is named in full, as the root may yet be given one", () => {
  const documents = new Map([["anonymous:/money.json", { type: "integer" }]]);
  const root = { properties: { price: { $ref: "money.json" }, part: { $ref: "#/properties/price" } } };
  const result = bundleSchema(undefined, createSchemaGraph(documents, { root }));

  expect(result).toMatchObject({
    properties: { price: { $ref: "anonymous:/money.json" }, part: { $ref: "#/properties/price" } },
    $defs: { money: { $id: "anonymous:/money.json" } },
  });
});

test("a reference that leads nowhere is thrown", () => {
  expect(() => bundle({ [placed]: { $ref: "nowhere.json" } })).toThrow(
    expect.objectContaining({ code: "SCHEMA_REF_UNRESOLVED" }),
  );
});

test("a part of a document is no root", () => {
  expect(() => bundle({ [placed]: { $defs: { a: {} } } }, `${placed}#/$defs/a`)).toThrow(
    /part of a document/,
  );
});
