import fc from "fast-check";
import { expect, test } from "vitest";
import { parseJson } from "./parse.ts";
import { appendToPointer, formatPointer, parsePointer, valueAt } from "./pointer.ts";

// The document and the answers of RFC 6901, section 5.
const example = parseJson(
  '{"foo":["bar","baz"],"":0,"a/b":1,"c%d":2,"e^f":3,"g|h":4,"i\\\\j":5,"k\\"l":6," ":7,"m~n":8}',
);

test.each([
  ["", example],
  ["/foo", ["bar", "baz"]],
  ["/foo/0", "bar"],
  ["/", 0],
  ["/a~1b", 1],
  ["/c%d", 2],
  ["/e^f", 3],
  ["/g|h", 4],
  ["/i\\j", 5],
  ['/k"l', 6],
  ["/ ", 7],
  ["/m~0n", 8],
])("%j leads to its value", (pointer, value) => {
  expect(valueAt(example, pointer)).toEqual(value);
});

test.each([
  "/foo/2",
  "/foo/-",
  "/foo/01",
  "/foo/-1",
  "/foo/1.0",
  "/foo/length",
  "/bar",
  "/foo/0/0",
  "/toString",
])("%s leads nowhere", (pointer) => {
  expect(valueAt(example, pointer)).toBeUndefined();
});

test.each(["foo", "#/foo", "/a~", "/a~2b", " /foo"])("%j is no pointer", (text) => {
  expect(parsePointer(text)).toBeUndefined();
  expect(valueAt(example, text)).toBeUndefined();
});

test("~01 stands for ~1 and not for a slash", () => {
  expect(parsePointer("/~01")).toEqual(["~1"]);
});

test("the own property __proto__ is reached, an inherited one is not", () => {
  expect(valueAt(parseJson('{"__proto__":{"a":1}}'), "/__proto__/a")).toBe(1);
  expect(valueAt(parseJson("{}"), "/__proto__")).toBeUndefined();
});

test("appending escapes each step", () => {
  expect(appendToPointer("/properties", "a/b", "~", 0)).toBe("/properties/a~1b/~0/0");
});

test("formatting and parsing undo each other", () => {
  fc.assert(
    fc.property(fc.array(fc.string()), (tokens) => {
      expect(parsePointer(formatPointer(tokens))).toEqual(tokens);
    }),
  );
});
