import fc from "fast-check";
import { expect, test } from "vitest";
import type { JsonDocument } from "./document.ts";
import { isArray, isObject, type Json } from "./json.ts";
import { parseJson, parseJsonDocument } from "./parse.ts";
import { appendToPointer } from "./pointer.ts";
import type { TextRange } from "./position.ts";

const order = '{\n  "ship": "Aurora",\n  "berths": [4, {"a/b": true}]\n}';

test("a member is located by its value and by its name", () => {
  expect(parseJsonDocument(order).locate("/ship")).toEqual({
    name: { start: { offset: 4, line: 2, column: 3 }, end: { offset: 10, line: 2, column: 9 } },
    value: { start: { offset: 12, line: 2, column: 11 }, end: { offset: 20, line: 2, column: 19 } },
  });
});

test("the root and the elements of arrays have no name", () => {
  const document = parseJsonDocument(order);

  expect(document.locate("")).toEqual({
    value: { start: { offset: 0, line: 1, column: 1 }, end: { offset: 54, line: 4, column: 2 } },
  });
  expect(document.locate("/berths/0")).not.toHaveProperty("name");
});

test("an escaped pointer leads to its member", () => {
  const document = parseJsonDocument(order);

  expect(slice(document, document.locate("/berths/1/a~1b")?.value)).toBe("true");
});

test.each([
  "/",
  "/none",
  "/berths/2",
  "/berths/00",
  "/berths/-",
  "/berths/length",
  "/ship/0",
  "ship",
  "/a~b",
])("%s leads nowhere", (pointer) => {
  expect(parseJsonDocument(order).locate(pointer)).toBeUndefined();
});

test("offsets count in the text without its byte order mark", () => {
  const document = parseJsonDocument(new TextEncoder().encode("\ufeff[1]"));

  expect(document.text).toBe("[1]");
  expect(slice(document, document.locate("/0")?.value)).toBe("1");
});

test("the name __proto__ is located like any other", () => {
  const document = parseJsonDocument('{"__proto__": {"a": 1}}');

  expect(slice(document, document.locate("/__proto__/a")?.value)).toBe("1");
  expect(document.locate("/constructor")).toBeUndefined();
});

/** Numbers stay below 2^53, where each double prints as digits that `parseJson` accepts. */
const documents = fc.anything({
  key: fc.string(),
  values: [
    fc.constant(null),
    fc.boolean(),
    fc.string(),
    fc.double({ min: -(2 ** 53), max: 2 ** 53, noNaN: true }),
  ],
});

test("every node of any document is found where reading its slice gives the same value", () => {
  fc.assert(
    fc.property(documents, fc.constantFrom(0, 2, "\t"), (generated, indent) => {
      const document = parseJsonDocument(JSON.stringify(generated, null, indent));
      for (const [pointer, value, name] of nodesOf(document.value, "")) {
        const location = document.locate(pointer);
        expect(parseJson(slice(document, location?.value))).toStrictEqual(value);
        expect(location?.name && parseJson(slice(document, location.name))).toBe(name);
      }
    }),
  );
});

test("lines and columns lead back to the offset", () => {
  fc.assert(
    fc.property(documents, fc.constantFrom("\n", "\r\n", "\r"), (generated, lineEnd) => {
      const document = parseJsonDocument(JSON.stringify([generated], null, 2).replaceAll("\n", lineEnd));
      const lines = document.text.split(lineEnd);
      for (const [pointer] of nodesOf(document.value, "")) {
        const { start } = document.locate(pointer)?.value ?? expect.fail(`${pointer} was not found`);
        const before = lines.slice(0, start.line - 1).map((line) => line + lineEnd);
        expect(before.join("").length + start.column - 1).toBe(start.offset);
      }
    }),
  );
});

function* nodesOf(
  value: Json,
  pointer: string,
  name?: string,
): Generator<[string, Json, string | undefined]> {
  yield [pointer, value, name];
  if (isArray(value))
    for (const [index, item] of value.entries()) yield* nodesOf(item, appendToPointer(pointer, index));
  else if (isObject(value))
    for (const [member, child] of Object.entries(value))
      yield* nodesOf(child, appendToPointer(pointer, member), member);
}

function slice({ text }: JsonDocument, range: TextRange | undefined): string {
  return text.slice(range?.start.offset, range?.end.offset);
}
