import { expect, test } from "vitest";
import { temporaryProject } from "../testing/temporary-project.ts";
import { documentsBelow, identifierOf, refersOutside } from "./schema-documents.ts";

test("a document stands under its identifier, one without under its path", () => {
  const { root } = temporaryProject({
    "docs/money.json": '{"$id":"https://e.example/money#"}',
    "docs/old.json": '{"id":"https://e.example/old"}',
    "docs/common/name part.json": "true",
    "docs/readme.md": "no JSON",
  });

  expect([...documentsBelow("docs", root)].map(([uri, { file }]) => [uri, file])).toEqual([
    ["https://documents.invalid/common/name%20part.json", "docs/common/name part.json"],
    ["https://e.example/money", "docs/money.json"],
    ["https://e.example/old", "docs/old.json"],
  ]);
});

test("two files of one name are refused, since a reference could mean either", () => {
  const { root } = temporaryProject({
    "docs/a.json": '{"$id":"https://e.example/a"}',
    "docs/b.json": '{"$id":"https://e.example/a"}',
  });

  expect(() => documentsBelow("docs", root)).toThrow(
    expect.objectContaining({ code: "DOCUMENT_TWICE", message: expect.stringContaining("docs/b.json") }),
  );
});

test("a relative identifier names nothing by itself", () => {
  expect(identifierOf({ $id: "money.json" })).toBeUndefined();
  expect(identifierOf(true)).toBeUndefined();
});

test.each([
  [{ items: [{ $ref: "money.json" }] }, true],
  [{ allOf: [{ $dynamicRef: "https://e.example/a#x" }] }, true],
  [{ $ref: "#/$defs/a", properties: { $ref: { type: "string" } } }, false],
  [true, false],
])("%j refers outside: %j", (schema, outside) => {
  expect(refersOutside(schema)).toBe(outside);
});
