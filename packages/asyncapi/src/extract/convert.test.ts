import type { Json } from "@concordat/json";
import { expect, test } from "vitest";
import { convertSchema } from "./convert.ts";

test.each<[string, Json, Json]>([
  [
    "definitions move, and references to them",
    { definitions: { a: true }, $ref: "#/definitions/a" },
    { $defs: { a: true }, $ref: "#/$defs/a" },
  ],
  [
    "a list of items becomes prefixItems, and additionalItems items",
    { items: [{ type: "string" }], additionalItems: { type: "number" } },
    { prefixItems: [{ type: "string" }], items: { type: "number" } },
  ],
  [
    "additionalItems without a list said nothing",
    { items: { type: "string" }, additionalItems: false },
    { items: { type: "string" } },
  ],
  [
    "dependencies part into names and schemas",
    { dependencies: { a: ["b"], c: { required: ["d"] } } },
    { dependentRequired: { a: ["b"] }, dependentSchemas: { c: { required: ["d"] } } },
  ],
  [
    "the fragment of an identifier is an anchor",
    { properties: { a: { $id: "#here" } } },
    { properties: { a: { $anchor: "here" } } },
  ],
  ["one example becomes a list", { example: 5 }, { examples: [5] }],
  [
    "links to documentation are kept aside",
    { externalDocs: { url: "x" } },
    { "x-external-docs": { url: "x" } },
  ],
  [
    "references follow what moved, however deep",
    { items: [{ definitions: { a: { type: "null" } } }], not: { $ref: "#/items/0/definitions/a" } },
    { prefixItems: [{ $defs: { a: { type: "null" } } }], not: { $ref: "#/prefixItems/0/$defs/a" } },
  ],
  [
    "data stays as it is",
    {
      const: { definitions: 1, items: [], example: 2 },
      default: { $ref: "#/definitions/a" },
      enum: [{ dependencies: 3 }],
    },
    {
      const: { definitions: 1, items: [], example: 2 },
      default: { $ref: "#/definitions/a" },
      enum: [{ dependencies: 3 }],
    },
  ],
  [
    "members called like keywords are members",
    {
      properties: {
        items: { items: [true] },
        definitions: { type: "string" },
        nullable: { type: "boolean" },
      },
    },
    {
      properties: {
        items: { prefixItems: [true] },
        definitions: { type: "string" },
        nullable: { type: "boolean" },
      },
    },
  ],
])("%s", (_, before, after) => {
  expect(convertSchema(before, "draft-07")).toEqual({ schema: after, dialect: "2020-12", dropped: [] });
});

test("what stood beside $ref and was ignored goes, and what only tells stays", () => {
  const before = {
    properties: { a: { $ref: "#/definitions/a", minLength: 5, description: "told" } },
    definitions: { a: true },
  };

  expect(convertSchema(before, "draft-07")).toEqual({
    schema: { properties: { a: { $ref: "#/$defs/a", description: "told" } }, $defs: { a: true } },
    dialect: "2020-12",
    dropped: [
      {
        pointer: "/properties/a",
        keyword: "minLength",
        reason: expect.stringContaining("ignores it beside $ref"),
      },
    ],
  });
});

test("words of other languages that mean nothing here are named as they go", () => {
  const { dropped } = convertSchema(
    { type: "string", nullable: true, discriminator: "kind" },
    "draft-07",
  ) as {
    dropped: readonly { keyword: string }[];
  };

  expect(dropped.map(({ keyword }) => keyword)).toEqual(["nullable", "discriminator"]);
});

test.each<[string, Json, "draft-04" | "draft-07" | "2019-09", string]>([
  ["draft-04", { id: "x" }, "draft-04", "$schema"],
  ["an identifier inside", { properties: { a: { $id: "https://x.example/a" } } }, "draft-07", "$id"],
  ["$recursiveRef", { items: { $recursiveRef: "#" } }, "2019-09", "$recursiveRef"],
  ["unevaluatedItems", { unevaluatedItems: false }, "2019-09", "unevaluatedItems"],
])("%s keeps a schema in its own draft", (_, schema, dialect, keyword) => {
  expect(convertSchema(schema, dialect)).toMatchObject({ schema, dialect, kept: { keyword } });
});

test("a schema of 2020-12 is left alone", () => {
  const schema = {
    $defs: { a: { prefixItems: [true], $dynamicAnchor: "x" } },
    $ref: "#/$defs/a",
    minLength: 1,
  };

  expect(convertSchema(schema, "2020-12")).toEqual({ schema, dialect: "2020-12", dropped: [] });
});
