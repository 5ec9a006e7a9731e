import type { Json } from "@concordat/json";
import { expect, test } from "vitest";
import { dialectOf } from "./dialect.ts";
import { walkSchemas } from "./walk.ts";

function visits(root: Json) {
  return [...walkSchemas({ uri: "https://example.com/root", root }, { recognise: dialectOf })];
}

test("schemas come parents first, in the order of the text", () => {
  const root = {
    items: { not: true },
    properties: { "a/b": { anyOf: [{}, false] }, c: true },
    $defs: { d: {} },
  };

  expect(visits(root).map(({ pointer }) => pointer)).toEqual([
    "",
    "/items",
    "/items/not",
    "/properties/a~1b",
    "/properties/a~1b/anyOf/0",
    "/properties/a~1b/anyOf/1",
    "/properties/c",
    "/$defs/d",
  ]);
});

test("what lies in enum, const, default, examples and unknown keywords is data", () => {
  const data = { properties: { a: { $id: "https://example.com/not-me" } } };

  expect(visits({ enum: [data], const: data, default: data, examples: [data], "x-y": data })).toHaveLength(1);
});

test("a property that bears the name of a keyword is a property", () => {
  expect(visits({ properties: { properties: { not: {} }, $ref: {} } }).map(({ pointer }) => pointer)).toEqual(
    ["", "/properties/properties", "/properties/properties/not", "/properties/$ref"],
  );
});

test("base and dialect change where an embedded resource begins, and only there", () => {
  const root = {
    $schema: "https://json-schema.org/draft/2020-12/schema",
    $defs: {
      old: {
        $schema: "http://json-schema.org/draft-07/schema#",
        $id: "old/",
        definitions: { part: { $id: "part.json" } },
        items: [{}],
      },
      anonymous: { $schema: "http://json-schema.org/draft-07/schema#", items: [{}] },
    },
  };

  expect(visits(root).map(({ pointer, dialect, base }) => [pointer, dialect, base])).toEqual([
    ["", "2020-12", "https://example.com/root"],
    ["/$defs/old", "draft-07", "https://example.com/old/"],
    ["/$defs/old/definitions/part", "draft-07", "https://example.com/old/part.json"],
    ["/$defs/old/items/0", "draft-07", "https://example.com/old/"],
    ["/$defs/anonymous", "2020-12", "https://example.com/root"],
  ]);
});

test("dependencies hold schemas and lists of names side by side", () => {
  const root = {
    $schema: "http://json-schema.org/draft-07/schema#",
    dependencies: { a: ["b"], c: {}, d: false },
  };

  expect(visits(root).map(({ pointer }) => pointer)).toEqual(["", "/dependencies/c", "/dependencies/d"]);
});

test("a document may be as deep as memory holds", () => {
  let root: Json = true;
  for (let depth = 0; depth < 20_000; depth++) root = { not: root };

  expect(visits(root)).toHaveLength(20_001);
});
