import { expect, test } from "vitest";
import { contract, documentWithPayload, readUnjudged } from "../testing/project.ts";

test("a definition that refers further brings that along, and back again", () => {
  expect(
    lifted(
      '$ref: "#/components/schemas/a"',
      "a: { not: { $ref: '#/components/schemas/b' } }, b: { not: { $ref: '#/components/schemas/a' } }",
    ),
  ).toEqual({
    $schema: "http://json-schema.org/draft-07/schema#",
    not: { $ref: "#/definitions/b" },
    definitions: { b: { not: { $ref: "#" } } },
  });
});

test("definitions of one name from two places are told apart, and from those that were there", () => {
  expect(
    lifted(
      'definitions: { size: { const: own } }\nallOf:\n  - $ref: "#/components/schemas/size"\n  - $ref: "other.yaml#/size"\n  - $ref: "#/channels/parcels/messages/sent/payload/definitions/size"',
      "size: { const: theirs }",
      { "other.yaml": "size: { const: elsewhere }\n" },
    ),
  ).toMatchObject({
    allOf: [
      { $ref: "#/definitions/size-2" },
      { $ref: "#/definitions/size-3" },
      { $ref: "#/definitions/size" },
    ],
    definitions: { size: { const: "own" }, "size-2": { const: "theirs" }, "size-3": { const: "elsewhere" } },
  });
});

test("a schema with an $id keeps the references that are relative to itself", () => {
  const payload =
    '$id: https://acme.example/parcel\ndefinitions: { a: { type: string } }\nnot: { $ref: "#/definitions/a" }';

  expect(lifted(payload)).toMatchObject({
    $id: "https://acme.example/parcel",
    not: { $ref: "#/definitions/a" },
  });
});

test("a part of a contract is referred to by its $id", () => {
  const files = contract("parcels/sent/1.0.0", { $defs: { size: { type: "number" } } });

  expect(
    lifted('not: { $ref: "./schemas/parcels/sent/1.0.0.json#/$defs/size" }', "x: {}", files),
  ).toMatchObject({
    not: { $ref: "https://schemas.example/parcels/sent/1.0.0.json#/$defs/size" },
  });
});

test("the dialect is said by $schema, else by schemaFormat, else it is draft-07", () => {
  const dialectOf = (payload: string) => payloadOf(payload)?.dialect;

  expect(dialectOf("type: object")).toBe("draft-07");
  expect(dialectOf("$schema: https://json-schema.org/draft/2019-09/schema")).toBe("2019-09");
  expect(dialectOf("schemaFormat: application/schema+json;version=2020-12\nschema: {}")).toBe("2020-12");
  expect(dialectOf("schemaFormat: application/schema+yaml;version=draft-06\nschema: {}")).toBe("draft-06");
  expect(dialectOf("schemaFormat: application/vnd.aai.asyncapi+yaml;version=3.0.0\nschema: {}")).toBe(
    "draft-07",
  );
});

function lifted(payload: string, schemas = "x: {}", files = {}) {
  return payloadOf(payload, schemas, files)?.schema;
}

function payloadOf(payload: string, schemas = "x: {}", files = {}) {
  const text = `${documentWithPayload(payload)}components: { schemas: { ${schemas} } }\n`;
  const found = readUnjudged({ "asyncapi.yaml": text, ...files }).model?.messages[0]?.payload;
  return found?.kind === "schema" ? found : undefined;
}
