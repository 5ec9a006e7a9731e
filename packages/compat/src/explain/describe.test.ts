import type { Json } from "@concordat/json";
import { expect, test } from "vitest";
import { checkCompatibility } from "../index.ts";

/** The first finding, by its words and its places. */
function firstOf(writer: Json, reader: Json, more: object = {}) {
  const verdict = checkCompatibility({ writer, reader, ...more });
  if (verdict.status !== "incompatible") throw new Error(JSON.stringify(verdict));
  const [finding] = verdict.findings;
  return {
    rule: finding?.rule,
    message: finding?.message,
    hint: finding?.hint,
    writer: finding?.at.writer?.pointer,
    reader: finding?.at.reader.pointer,
    instance: finding?.at.instance,
  };
}

test("where the writer says the same word, its place is the word's", () => {
  expect(firstOf({ maxLength: 9 }, { maxLength: 5 })).toEqual({
    rule: "bound-tightened",
    message: 'the value had "maxLength": 9, and it is now 5',
    hint: "keep the old bound, or release the next major version",
    writer: "/maxLength",
    reader: "/maxLength",
    instance: "",
  });
});

test("where the writer says something else there, its place is the schema's", () => {
  const [writer, reader] = [{ properties: { a: { minLength: 1 } } }, { properties: { a: { maxLength: 5 } } }];

  expect(firstOf(writer, reader)).toMatchObject({
    message: '/a had no "maxLength", and it is now 5',
    writer: "/properties/a",
    reader: "/properties/a/maxLength",
    instance: "/a",
  });
});

test("of several schemas of the writer at the place the one counts that says the word", () => {
  const writer = { properties: { a: { allOf: [{ minLength: 1 }, { maxLength: 9 }] } } };

  expect(firstOf(writer, { properties: { a: { maxLength: 5 } } })).toMatchObject({
    message: '/a had "maxLength": 9, and it is now 5',
    writer: "/properties/a/allOf/1/maxLength",
  });
});

test("where the writer says nothing about the place, it has none", () => {
  const found = firstOf(
    { type: "object" },
    { properties: { a: { maxLength: 5 } } },
    { writerView: "as-written" },
  );

  expect(found).toMatchObject({ instance: "/a", message: '/a had no "maxLength", and it is now 5' });
  expect(found.writer).toBeUndefined();
});

test("false has no word, and its place is its own", () => {
  expect(firstOf({ type: "string" }, false)).toEqual({
    rule: "everything-refused",
    message: "the value is refused whatever it is",
    hint: "say what is accepted",
    writer: "",
    reader: "",
    instance: "",
  });
  expect(firstOf({ items: { type: "null" } }, { items: false })).toMatchObject({
    rule: "items-narrowed",
    writer: "/items",
    reader: "/items",
  });
});

test("what an entry of a list or map says is compared with the writer's whole word", () => {
  const [writer, reader] = [{ properties: { b: {} }, required: ["a"] }, { required: ["a", "b"] }];

  expect(firstOf(writer, reader)).toMatchObject({
    message: '"b" was optional and is now required',
    writer: "/required",
    reader: "/required/1",
    instance: "",
  });
});
