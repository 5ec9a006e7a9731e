import type { Json } from "@concordat/json";
import { expect, test } from "vitest";
import { createContractValidator } from "./contract-validator.ts";

const order = {
  $schema: "https://json-schema.org/draft/2020-12/schema",
  $id: "https://schemas.example/order/placed/1.0.0.json",
  type: "object",
  properties: {
    id: { type: "string" },
    customer: { $ref: "../../common/customer/1.0.0.json" },
    lines: { type: "array", items: { type: "object", properties: { sku: { type: "string" } } } },
  },
  required: ["id"],
  examples: [{ id: "1" }],
} as const satisfies Json;

const documents = new Map<string, Json>([
  [
    "https://schemas.example/common/customer/1.0.0.json",
    {
      $id: "https://schemas.example/common/customer/1.0.0.json",
      type: "object",
      properties: { name: { type: "string" } },
    },
  ],
]);

const reader = createContractValidator({ document: order, documents, view: "reader" });
const writer = createContractValidator({ document: order, documents, view: "writer" });

test("a reader lets through what nobody declared, a writer must not send it", () => {
  const value = { id: "1", extra: true, customer: { nick: "x" }, lines: [{ skuu: "a" }] };

  expect(reader(value)).toEqual({ valid: true });
  expect(writer(value)).toMatchObject({
    valid: false,
    problems: [
      { rule: "unknown-member", pointer: "/extra" },
      { rule: "unknown-member", pointer: "/customer/nick" },
      { rule: "unknown-member", pointer: "/lines/0/skuu", suggestion: "sku" },
    ],
  });
});

test("problems of the writer view name the places of the contract", () => {
  const verdict = writer({ id: 1, extra: 1, customer: { name: 2, nick: 3 } });
  const places = verdict.valid ? [] : verdict.problems.map(({ pointer, schema }) => [pointer, schema]);

  expect(new Map(places as [string, string][])).toEqual(
    new Map([
      ["/id", "#/properties/id/type"],
      ["/customer/name", "https://schemas.example/common/customer/1.0.0.json#/properties/name/type"],
      ["/extra", "#/properties"],
      ["/customer/nick", "https://schemas.example/common/customer/1.0.0.json#/properties"],
    ]),
  );
});

test("a contract without an identifier has its places too", () => {
  const { $id: _, ...rest } = { ...order, properties: { id: order.properties.id } };
  const verdict = createContractValidator({ document: rest, view: "writer" })({ id: 1, idd: 2 });

  expect(verdict.valid ? [] : verdict.problems.map(({ schema }) => schema)).toEqual([
    "#/properties/id/type",
    "#/properties",
  ]);
});

test("where nothing is closed the writer view is the contract", () => {
  const open = { type: "object", properties: { a: { type: "string" } }, additionalProperties: true };
  const validate = createContractValidator({ document: open, view: "writer" });

  expect(validate({ b: 1 })).toEqual({ valid: true });
});

test("an example that readers accept and no writer may send is an error of the contract", () => {
  const document = { ...order, examples: [{ id: "1" }, { id: "2", channel: "web" }] };

  expect(() => createContractValidator({ document, documents, view: "writer" })).toThrow(
    expect.objectContaining({
      code: "WRITER_VIEW_EMPTY",
      message:
        "the writer view of # refuses the contract's own example /examples/1: /channel is not declared",
    }),
  );
});

test("an example that is wrong for readers as well is for a linter to say", () => {
  const document = { ...order, examples: [{ id: 1 }] };

  expect(() => createContractValidator({ document, documents, view: "writer" })).not.toThrow();
});

test("what is wrong with the contract is said in its own places", () => {
  const document = { ...order, properties: { id: { type: "strng" } } };

  expect(() => createContractValidator({ document, documents, view: "writer" })).toThrow(
    "/properties/id/type must be",
  );
});
