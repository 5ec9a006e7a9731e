import type { Json } from "@concordat/json";
import { expect, test } from "vitest";
import { generateTypes } from "./generate-types.ts";

/** The comment of a member, without its marks. */
function commentOf(member: Json, dialect: "2020-12" | "draft-04" = "2020-12"): readonly string[] {
  const text = generateTypes({ type: "object", properties: { a: member } }, { name: "Root", dialect });
  const [, comment = ""] = /\/\*\*([\s\S]*?)\*\//.exec(text) ?? [];
  const lines = comment.split("\n").map((line) => line.replace(/^\s*\* ?/, "").trim());
  return lines.filter((line) => line !== "");
}

test("what no type says is said in words", () => {
  expect(commentOf({ type: "integer", minimum: 0, exclusiveMaximum: 10, multipleOf: 2 })).toEqual([
    "A multiple of 2. At least 0. Less than 10.",
  ]);
  expect(commentOf({ type: "string", minLength: 1, maxLength: 1, pattern: "^`a" })).toEqual([
    "At least 1 character. At most 1 character. Pattern: ``^`a``.",
  ]);
  expect(commentOf({ type: "array", minItems: 0, uniqueItems: true, readOnly: true })).toEqual([
    "Read-only. No item twice.",
  ]);
});

test("a bound that draft-04 leaves out is left out", () => {
  expect(
    commentOf(
      { type: "number", minimum: 1, exclusiveMinimum: true, maximum: 9, exclusiveMaximum: false },
      "draft-04",
    ),
  ).toEqual(["More than 1. At most 9."]);
});

test("defaults and examples are tags, those that are too long are left out", () => {
  const examples = [{ "@type": "{@link a}" }, "x".repeat(300), 1, 2, 3, 4];
  expect(commentOf({ default: null, deprecated: true, examples })).toEqual([
    "@deprecated",
    "@default null",
    '@example {"@type":"{\\@link a}"}',
    "@example 1",
    "@example 2",
  ]);
});

test("a description stands before everything else, wrapped, with its paragraphs", () => {
  const description = `${"word ".repeat(30)}\n\nSee {@link x}.\n@internal`;
  expect(commentOf({ description, minimum: 1 })).toEqual([
    "word ".repeat(18).trim(),
    "word ".repeat(12).trim(),
    "See {\\@link x}.",
    "\\@internal",
    "At least 1.",
  ]);
});

test("beside a reference a description is heard in every draft", () => {
  const text = generateTypes(
    {
      properties: { a: { $ref: "#/definitions/b", description: "nearer" } },
      definitions: { b: { description: "farther" } },
    },
    { name: "Root", dialect: "draft-07" },
  );
  expect(text).toContain("/** nearer */");
});
