import { expect, test } from "vitest";
import { canonicalMetaSchema, dialectOf, dialects, isSince, metaSchemaOf } from "./dialect.ts";

test("every dialect is recognised by its meta-schema, with and without an empty fragment", () => {
  for (const dialect of dialects) {
    const bare = metaSchemaOf(dialect).replace(/#$/, "");
    expect([dialectOf(bare), dialectOf(`${bare}#`)]).toEqual([dialect, dialect]);
  }
});

test.each([
  "http://json-schema.org/schema#",
  "http://json-schema.org/draft-03/schema#",
  "ftp://json-schema.org/draft-07/schema",
  "//json-schema.org/draft-07/schema",
  "http://www.json-schema.org/draft-07/schema",
  "http://json-schema.org/draft-07/schema#/definitions/nonNegativeInteger",
  "latest",
  "",
])("%j names no dialect", (uri) => {
  expect(dialectOf(uri)).toBeUndefined();
});

test("every dialect is recognised where only the scheme is another, and has one spelling all the same", () => {
  for (const dialect of dialects) {
    const canonical = metaSchemaOf(dialect);
    const [scheme, rest] = canonical.split("://");
    const other = `${scheme === "http" ? "https" : "http"}://${rest}`;

    expect(dialectOf(other)).toBe(dialect);
    expect(canonicalMetaSchema(other)).toBe(canonical);
    expect(canonicalMetaSchema(canonical)).toBe(canonical);
  }
});

test.each([
  "https://json-schema.org/draft/2020-12/schema#",
  "http://json-schema.org/draft-07/schema",
  "latest",
])("%j is left as it is", (uri) => {
  expect(canonicalMetaSchema(uri)).toBe(uri);
});

test("dialects are ordered by age", () => {
  expect([
    isSince("draft-04", "draft-06"),
    isSince("draft-06", "draft-06"),
    isSince("2020-12", "draft-06"),
  ]).toEqual([false, true, true]);
});
