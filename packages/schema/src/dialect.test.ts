import { expect, test } from "vitest";
import { dialectOf, dialects, isSince, metaSchemaOf, nearestMetaSchema } from "./dialect.ts";

test("every dialect is recognised by its meta-schema, with and without an empty fragment", () => {
  for (const dialect of dialects) {
    const bare = metaSchemaOf(dialect).replace(/#$/, "");
    expect([dialectOf(bare), dialectOf(`${bare}#`)]).toEqual([dialect, dialect]);
  }
});

test.each([
  "http://json-schema.org/schema#",
  "http://json-schema.org/draft-03/schema#",
  "https://json-schema.org/draft-07/schema",
  "http://json-schema.org/draft-07/schema#/definitions/nonNegativeInteger",
  "latest",
  "",
])("%j names no dialect", (uri) => {
  expect(dialectOf(uri)).toBeUndefined();
});

test("a meta-schema that misses the spelling by its scheme alone has a nearest one", () => {
  expect(nearestMetaSchema("https://json-schema.org/draft-07/schema")).toBe(
    "http://json-schema.org/draft-07/schema#",
  );
  expect(nearestMetaSchema("http://json-schema.org/draft/2020-12/schema#")).toBe(
    "https://json-schema.org/draft/2020-12/schema",
  );
  expect(nearestMetaSchema("http://json-schema.org/draft-03/schema#")).toBeUndefined();
});

test("dialects are ordered by age", () => {
  expect([
    isSince("draft-04", "draft-06"),
    isSince("draft-06", "draft-06"),
    isSince("2020-12", "draft-06"),
  ]).toEqual([false, true, true]);
});
