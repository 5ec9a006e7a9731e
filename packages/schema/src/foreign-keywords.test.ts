import type { Json } from "@concordat/json";
import { expect, test } from "vitest";
import { type Dialect, dialectOf, dialects, metaSchemaOf } from "./dialect.ts";
import { foreignKeywords, remedyFor } from "./foreign-keywords.ts";
import { keywordsOf } from "./keywords.ts";
import { walkSchemas } from "./walk.ts";

function foreignIn(root: { readonly [name: string]: Json }, dialect: Dialect) {
  const document = { uri: "https://example.com/a", root: { $schema: metaSchemaOf(dialect), ...root } };
  return [...walkSchemas(document, { recognise: dialectOf })].flatMap((visit) => [...foreignKeywords(visit)]);
}

test.each<[string, Dialect, { readonly [name: string]: Json }, string]>([
  ["$defs", "draft-07", { $defs: {} }, 'write "definitions"'],
  ["prefixItems", "draft-07", { prefixItems: [] }, 'write "items" with a list of schemas'],
  ["definitions", "2020-12", { definitions: {} }, 'write "$defs"'],
  [
    "a list of items",
    "2020-12",
    { items: [{}] },
    'write "prefixItems"; what was "additionalItems" is then "items"',
  ],
  ["id", "draft-07", { id: "x" }, 'write "$id"'],
  ["$id", "draft-04", { $id: "x" }, 'write "id"'],
  ["$recursiveRef", "2020-12", { $recursiveRef: "#" }, 'write "$dynamicRef"'],
  ["$dynamicRef", "2019-09", { $dynamicRef: "#" }, 'write "$recursiveRef"'],
  [
    "exclusiveMinimum: true",
    "draft-07",
    { exclusiveMinimum: true },
    'write the bound itself as "exclusiveMinimum", without "minimum"',
  ],
  [
    "exclusiveMinimum: 5",
    "draft-04",
    { exclusiveMinimum: 5 },
    'write the bound as "minimum", beside "exclusiveMinimum": true',
  ],
  ["required: true", "2020-12", { required: true }, 'list the name in "required" of the object around it'],
  ["nullable", "2020-12", { nullable: true }, 'add "null" to the type: "type": ["string", "null"]'],
  [
    "const",
    "draft-04",
    { const: 1 },
    "drop it, or write the document in draft-06, where it first has a meaning",
  ],
])("%s in %s has a remedy", (_, dialect, schema, remedy) => {
  const [keyword = ""] = Object.keys(schema);

  expect(
    foreignIn({ properties: { p: schema } }, dialect).map(({ code, pointer, hint }) => [code, pointer, hint]),
  ).toEqual([["SCHEMA_DIALECT_MISMATCH", `/properties/p/${keyword}`, remedy]]);
});

test("dependencies in 2020-12 point at their two successors", () => {
  expect(remedyFor("dependencies", {}, "2020-12")).toBe(
    'write "dependentRequired" for lists of names, "dependentSchemas" for schemas',
  );
});

test("a dialect's own keywords in their own form are never foreign", () => {
  const form: Record<string, Json> = { exclusiveMinimum: 1, exclusiveMaximum: 1, items: {}, required: ["a"] };
  const foreign = (dialect: Dialect) =>
    [...keywordsOf(dialect)]
      .filter(([, { legacy }]) => legacy === undefined)
      .filter(([name]) => !(dialect === "draft-04" && name.startsWith("exclusive")))
      .filter(([name]) => remedyFor(name, form[name] ?? {}, dialect) !== undefined);

  expect(dialects.flatMap(foreign)).toEqual([]);
});

test("a keyword that no draft knows is not for this table to judge", () => {
  expect(remedyFor("requried", [], "2020-12")).toBeUndefined();
  expect(remedyFor("x-concordat", {}, "2020-12")).toBeUndefined();
});
