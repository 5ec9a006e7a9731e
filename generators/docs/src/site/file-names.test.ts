import { expect, test } from "vitest";
import { fileNames } from "./file-names.ts";

const named = (...names: readonly string[]) => [...fileNames(names).values()];

test("paths become dotted, words hyphened", () => {
  expect(named("oms/objecttype/created", "schemaCreated", "events:{category}:{key}", "dlq-manager")).toEqual([
    "oms.objecttype.created",
    "schema-created",
    "events-category-key",
    "dlq-manager",
  ]);
});

test("names that would be one file are numbered in their order", () => {
  expect(named("Foo", "foo", "foo!", "foo-2", "foo")).toEqual(["foo", "foo-2", "foo-3", "foo-2-2"]);
});

test("nothing leads out of the folder, and no machine takes it for something else", () => {
  expect(
    named("../../etc/passwd", "CON", "nul.ts", "..", "", "日本語", "-rf", "index", "a".repeat(300)),
  ).toEqual([
    "etc.passwd",
    "con-",
    "nul-.ts-",
    "unnamed",
    "unnamed-2",
    "unnamed-3",
    "rf",
    "index-",
    "a".repeat(100),
  ]);
});
