import type { Json } from "@concordat/json";
import { anonymousUri, type SchemaError, schemaErrors } from "@concordat/schema";
import { expect, test } from "vitest";
import { createTranslations } from "../testing/translations.ts";
import { doubtOfReference, missingDocument } from "./missing.ts";

const remote: Json = { $ref: "https://elsewhere.example/a" };

test("of two references to one place in one missing document it is known that they say the same, and no more", () => {
  const { translate } = createTranslations();
  const says = ($ref: string, more: object = {}) => translate({ $ref, ...more }).says;

  expect(says("https://elsewhere.example/a#/b")).toBe(says("https://elsewhere.example/a#/b"));
  expect(says("https://elsewhere.example/a#/b")).not.toBe(says("https://elsewhere.example/a#/c"));
  expect(says("https://elsewhere.example/a#/b")).not.toBe(says("https://elsewhere.example/b#/b"));
  expect(says("urn:example:a")).toBe(says("urn:example:a"));
  // By one base the relative is the absolute.
  expect(says("a", { $id: "https://elsewhere.example/x" })).toBe(says("https://elsewhere.example/a"));
});

test("what stands beside it is said all the same, and what it says itself can be told of no value", () => {
  const { translate } = createTranslations();
  const { accepts } = translate({ ...(remote as object), type: "string" });

  expect(accepts(1)).toBe(false);
  expect(() => accepts("a")).toThrow("https://elsewhere.example/a# is not among the documents");
});

test("a recursive schema with one is another than the same schema without, or with another", () => {
  const { translate } = createTranslations();
  const list = (value: Json): Json => ({
    $ref: "#/$defs/list",
    $defs: { list: { properties: { value, next: { $ref: "#/$defs/list" } } } },
  });
  const says = (schema: Json) => translate(schema).says;

  expect(says(list(remote))).toBe(says(list(remote)));
  expect(says(list(remote))).not.toBe(says(list({})));
  expect(says(list(remote))).not.toBe(says(list({ $ref: "https://elsewhere.example/b" })));
});

test.each<[string, Json]>([
  ["a dynamic anchor is about", { ...(remote as object), $defs: { a: { $dynamicAnchor: "node" } } }],
  ["a relative reference has no base", { $ref: "a.json" }],
  [
    "another reference stands beside it",
    { ...(remote as object), $dynamicRef: "#a", $defs: { a: { $anchor: "a" } } },
  ],
])("nothing is known, not even that it is itself, where %s", (_, schema) => {
  const { doubtOf } = createTranslations();

  expect(doubtOf(schema)).toMatchObject({
    code: "REFERENCE_UNKNOWN",
    at: { document: anonymousUri, pointer: "" },
  });
});

test("a dynamic anchor in one of many documents is about, too", () => {
  const { doubtOf } = createTranslations();
  const documents = new Map<string, Json>([
    ["https://e.example/plain", { type: "string" }],
    ["https://e.example/anchored", { $dynamicAnchor: "node" }],
  ]);

  expect(doubtOf(remote, { documents })?.code).toBe("REFERENCE_UNKNOWN");
});

test("a recursive anchor of 2019-09 is one, too", () => {
  const { doubtOf } = createTranslations();
  const anchored = { ...(remote as object), $recursiveAnchor: true };

  expect(doubtOf(anchored, { dialect: "2019-09" })?.code).toBe("REFERENCE_UNKNOWN");
  expect(doubtOf(remote, { dialect: "2019-09" })).toBeUndefined();
});

test.each<[string, Json]>([
  ["to a place that is not there", { $ref: "#/nowhere" }],
  ["to what is no schema", { $ref: "#/a", a: 1 }],
  ["of a scheme that nobody follows", { $ref: "ftp://elsewhere.example/a" }],
])("a reference %s is a mistake, with its place", (_, schema) => {
  const { doubtOf } = createTranslations();

  expect(doubtOf({ items: schema })).toMatchObject({
    code: "SCHEMA_MEANINGLESS",
    at: { document: anonymousUri, pointer: "/items" },
  });
});

test.each<[SchemaError, object | undefined]>([
  [
    schemaErrors.SCHEMA_REF_REMOTE({ at: "#", ref: "https://e.example/a#/b", uri: "https://e.example/a" }),
    { uri: "https://e.example/a", fragment: "/b", isAbsolute: true },
  ],
  [
    schemaErrors.SCHEMA_REF_UNRESOLVED({ at: "#", ref: "a", reason: "", document: "anonymous:/a" }),
    { uri: "anonymous:/a", fragment: "", isAbsolute: false },
  ],
  [schemaErrors.SCHEMA_REF_UNRESOLVED({ at: "#", ref: "#a", reason: "there is no anchor" }), undefined],
])("%s names the document that is missing, if one is", (error, missing) => {
  expect(missingDocument(error)).toEqual(missing);
  expect(doubtOfReference(error)).toBe(missing === undefined ? "SCHEMA_MEANINGLESS" : "REFERENCE_UNKNOWN");
});
