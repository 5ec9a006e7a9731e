import type { Json } from "@concordat/json";
import { expect, test } from "vitest";
import { withDocuments } from "./with-documents.ts";

const a = "https://e.example/a";
const b = "https://e.example/b";
const c = "https://e.example/c";

const documents = new Map<string, Json>([
  [a, { $id: a, $ref: b }],
  [b, { $id: b, type: "string" }],
  [c, { $id: c }],
  ["https://documents.invalid/money.json", { type: "integer" }],
]);

test("only what is referred to, directly or not, comes along", () => {
  const { resolve } = withDocuments({ writer: { $ref: a }, reader: {} }, documents);

  expect([...resolve.keys()]).toEqual([a, b]);
});

test("a document that calls itself what a schema does comes along only if it is the very same", () => {
  const same = withDocuments({ writer: documents.get(b) ?? true, reader: { $ref: b } }, documents);
  const other = withDocuments({ writer: { $id: b, type: "null" }, reader: { $ref: b } }, documents);

  expect([...same.resolve.keys()]).toEqual([b]);
  expect([...other.resolve.keys()]).toEqual([]);
});

test("a reference by path is written in full where it leads to a document, and stays as it is where not", () => {
  const writer = { properties: { price: { $ref: "money.json" }, other: { $ref: "absent.json" } } };
  const pair = withDocuments({ writer, reader: { $ref: "#/$defs/x", $defs: { x: true } } }, documents);

  expect(pair.writer).toEqual({
    properties: {
      price: { $ref: "https://documents.invalid/money.json" },
      other: { $ref: "absent.json" },
    },
  });
  expect(pair.reader).toEqual({ $ref: "#/$defs/x", $defs: { x: true } });
  expect([...pair.resolve.keys()]).toEqual(["https://documents.invalid/money.json"]);
});

test("without documents nothing is looked at", () => {
  const pair = { writer: { $ref: "nowhere" }, reader: true };

  expect(withDocuments(pair, new Map())).toEqual({ ...pair, resolve: new Map() });
});
