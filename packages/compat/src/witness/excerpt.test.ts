import type { Json } from "@concordat/json";
import { witnessValidators } from "@concordat/validator/witness-validators";
import fc from "fast-check";
import { expect, test } from "vitest";
import { createBudget } from "../budget.ts";
import { prepare } from "../prepare.ts";
import { arbitrarySchema, arbitraryValue } from "../testing/arbitrary-schema.ts";
import { effortOf } from "./effort.ts";
import { excerptOf } from "./excerpt.ts";

const numRuns = process.env.CONCORDAT_COUNTS === "full" ? 5000 : 150;

function excerptFor(value: Json, schema: Json, documents: ReadonlyMap<string, Json> = new Map()) {
  const { root, graph } = prepare(schema, { documents });
  const { touched } = effortOf(value, root, graph, createBudget());
  return excerptOf({ root, graph, documents }, touched).text();
}

test("of the value it was made for, validators say the same by the excerpt as by the whole", {
  timeout: 120_000,
}, () => {
  fc.assert(
    fc.property(
      fc.oneof(arbitrarySchema(), arbitrarySchema({ recursive: true })),
      arbitraryValue,
      (schema, value) => {
        const shown = excerptFor(value, schema);
        for (const { name, compile } of witnessValidators.slice(0, 2)) {
          const judge = (each: Json) =>
            compile({ schema: each, documents: new Map(), dialect: "2020-12", assertsFormat: false })(value);
          expect({ name, valid: judge(shown.schema) }).toEqual({ name, valid: judge(schema) });
        }
      },
    ),
    { numRuns },
  );
});

test("what the value has, and what is referred to, stays where it is", () => {
  const schema = {
    required: ["a"],
    properties: {
      a: { $ref: "#/$defs/a" },
      b: { $ref: "#/$defs/b" },
      properties: { properties: { deep: { type: "string" } } },
      c: { $ref: "#/properties/properties/properties/deep" },
    },
    items: { $ref: "#/$defs/item" },
    $defs: { a: { $ref: "https://e.example/other#/$defs/x" }, b: {}, item: { properties: { b: {} } } },
  };
  const other = { properties: { y: { maximum: 1 } }, $defs: { x: { properties: { y: {}, z: {} } }, w: {} } };
  const documents = new Map([["https://e.example/other", other]]);
  const shown = excerptFor({ a: { y: 1 }, c: 2 }, schema, documents);

  expect(shown.schema).toEqual({
    required: ["a"],
    properties: {
      a: { $ref: "#/$defs/a" },
      properties: { properties: { deep: { type: "string" } } },
      c: { $ref: "#/properties/properties/properties/deep" },
    },
    items: { $ref: "#/$defs/item" },
    $defs: { a: { $ref: "https://e.example/other#/$defs/x" }, item: { properties: {} } },
  });
  expect(shown.documents.get("https://e.example/other")).toEqual({
    properties: {},
    $defs: { x: { properties: { y: {} } } },
  });
});

test("where references lead somewhere else each time, everything stays", () => {
  const schema = { properties: { a: { $dynamicRef: "#x" }, b: {} }, $defs: { x: { $dynamicAnchor: "x" } } };

  expect(excerptFor({ a: 1 }, schema).schema).toBe(schema);
});

test("documents that the value does not lead to are left out, unless they may say what others mean", () => {
  const schema = { properties: { a: { $ref: "https://e.example/a" }, b: { $ref: "https://e.example/b" } } };
  const handedIn = (a: Json) =>
    new Map<string, Json>([
      ["https://E.example/a#", a],
      ["https://e.example/b", { type: "string" }],
      ["https://e.example/meta", { $schema: "https://json-schema.org/draft/2020-12/schema" }],
    ]);
  const shown = (a: Json) => [...excerptFor({ a: 1 }, schema, handedIn(a)).documents.keys()];

  expect(shown({ type: "number" })).toEqual(["https://E.example/a#"]);
  expect(shown({ $schema: "https://e.example/meta" })).toHaveLength(3);
  expect(shown({ $dynamicAnchor: "x", items: { $dynamicRef: "#x" } })).toHaveLength(3);
});
