import { expect, test } from "vitest";
import { JsonError } from "./errors.ts";
import { type ParseOptions, parseJson } from "./parse.ts";

const utf8 = new TextEncoder();

type Refusal = readonly [
  what: string,
  input: string | Uint8Array,
  code: string,
  line: number,
  column: number,
  offset: number,
];

const refusals: readonly Refusal[] = [
  ["nothing", "", "JSON_EMPTY", 1, 1, 0],
  ["white space only", " \n\t", "JSON_EMPTY", 2, 2, 3],
  ["a truncated object", "{", "JSON_SYNTAX", 1, 2, 1],
  ["a trailing comma", '{"a":1,}', "JSON_SYNTAX", 1, 7, 6],
  ["single quotes", "{'a':1}", "JSON_SYNTAX", 1, 2, 1],
  ["a comment", '{\n  // the answer\n  "a": 42\n}', "JSON_SYNTAX", 2, 3, 4],
  ["NaN", '{"a": NaN}', "JSON_SYNTAX", 1, 7, 6],
  ["Infinity", "[1,\r\nInfinity]", "JSON_SYNTAX", 2, 1, 5],
  ["two documents", "{}{}", "JSON_SYNTAX", 1, 3, 2],
  ["UTF-16 bytes", Buffer.from('{"a":1}', "utf16le"), "JSON_ENCODING", 1, 1, 0],
  ["0xFF in a string", Buffer.from("5b0a22ff225d", "hex"), "JSON_ENCODING", 2, 2, 3],
  ["an overlong form", Buffer.from("22c3b8c0af22", "hex"), "JSON_ENCODING", 1, 3, 3],
  ["a lone surrogate escape in a value", '{"a": "x\\ud800"}', "JSON_SURROGATE", 1, 9, 8],
  ["a lone surrogate escape in a name", '{"\\udc00": 1}', "JSON_SURROGATE", 1, 3, 2],
  ["a raw lone surrogate", '["ab\ud800"]', "JSON_SURROGATE", 1, 5, 4],
  ["a raw first half and an escaped second half", '["\ud83d\\ude00"]', "JSON_SURROGATE", 1, 3, 2],
  ["a duplicate name", '{"a":1,\n "a":2}', "JSON_DUPLICATE_KEY", 2, 2, 9],
  ["65 levels", "[".repeat(65) + "]".repeat(65), "LIMIT_DEPTH", 1, 65, 64],
  ["100,000 levels, open", "[".repeat(100_000), "LIMIT_DEPTH", 1, 65, 64],
  ["100,000 levels, closed", "[".repeat(100_000) + "]".repeat(100_000), "LIMIT_DEPTH", 1, 65, 64],
  ["a number beyond the doubles", '{"a":1e400}', "JSON_NUMBER_RANGE", 1, 6, 5],
  ["an integer between two doubles", '{"a":9007199254740993}', "JSON_UNSAFE_INTEGER", 1, 6, 5],
];

test.each(refusals)("%s: refused with its place", (_what, input, code, line, column, offset) => {
  const error = refusalOf(input);

  expect(error).toMatchObject({ code, params: { line, column, offset } });
});

test.each(refusals.filter(([, , code]) => code !== "JSON_EMPTY"))(
  "%s: the message names the place",
  (_, input) => {
    const error = refusalOf(input);

    const { line, column, offset } = error.params;
    expect(error.message).toContain(`line ${line}, column ${column}`);
    expect(error.message).toContain(`offset ${offset}`);
  },
);

test.each([
  ["a byte order mark in a string", '\ufeff{"a":1}', { a: 1 }],
  ["a byte order mark in bytes", utf8.encode('\ufeff{"a":1}'), { a: 1 }],
  ["1.0, which is 1", "1.0", 1],
  ["minus zero", "-0", -0],
  ["2^53", "9007199254740992", 2 ** 53],
  ["ten quadrillions", "10000000000000000", 1e16],
  ["an exponent", "1E22", 1e22],
  ["a surrogate pair as escapes", '"\\ud83d\\ude00"', "😀"],
  ["64 levels", `${"[".repeat(64)}1${"]".repeat(64)}`, JSON.parse(`${"[".repeat(64)}1${"]".repeat(64)}`)],
])("%s: accepted", (_what, input, value) => {
  expect(parseJson(input)).toEqual(value);
});

// Both readers: an exponent makes the exact one take over.
test.each(['{"__proto__": {"polluted": 1}}', '{"__proto__": {"polluted": 1E22}}'])(
  "the name __proto__ in %s becomes an own property and pollutes nothing",
  (text) => {
    const value = parseJson(text) as object;

    expect(Object.keys(value)).toEqual(["__proto__"]);
    expect(Object.getPrototypeOf(value)).toBe(Object.prototype);
    expect(({} as { polluted?: unknown }).polluted).toBeUndefined();
  },
);

test("a duplicate name is reported with both places", () => {
  const { message, params } = refusalOf('{"type": "string",\n "type": "integer"}');

  expect(params).toMatchObject({ name: "type", first: { line: 1, column: 2 }, line: 2, column: 2 });
  expect(message).toBe(
    'line 2, column 2 (offset 20): the name "type" is already taken at line 1, column 2 (offset 1)',
  );
});

test.each([
  ["// a comment\n1", "remove the comment; JSON5 and JSONC are not accepted"],
  ["{'a': 1}", 'use straight double quotes (")'],
  ["{a: 1}", 'put the name in double quotes: "a"'],
  ["[NaN]", "send null or a string; JSON has no NaN and no Infinity"],
  ["[-Infinity]", "send null or a string; JSON has no NaN and no Infinity"],
  ["[True]", "write true"],
  ["[None]", "write null, or leave it out"],
  ["[1,]", "remove the comma"],
  ["[1,,2]", "remove the comma, or put what it separates before it"],
  ["[012]", "drop the leading zeros"],
  ["[0x1F]", "write the number in decimal digits"],
  ["[+1]", "drop the plus sign"],
  ["[.5]", "write a zero before the decimal point"],
  ["[- 1]", "remove the white space"],
  ['["\\x41"]', "double the backslash if it is meant"],
  ['["a\tb"]', "close the string, or write \\t if the character belongs to it"],
  ["[\u00a0]", "remove it; white space in JSON is space, tab, line feed and carriage return"],
  ["{}{}", "send one document at a time"],
  ["[1] @", "remove what follows the first document"],
  ['{"a" 1}', 'write ":"'],
  ['{"a": [1', "send the whole text; it stops before it is complete"],
  ["9007199254740993", "send the integer as a string, or write 9007199254740992 if that is meant"],
])("%s is refused with advice of its own", (text, hint) => {
  expect(refusalOf(text).hint).toBe(hint);
});

test("a truncated text is told which bracket is still open", () => {
  expect(refusalOf('{\n  "a": [1').message).toBe(
    'line 2, column 10 (offset 11): found the end of the text while the "[" of line 2, column 8 is open, expected "," or "]"',
  );
});

test("a message quotes only the beginning of what the input made long", () => {
  for (const text of [
    `[${"x".repeat(5_000)}]`,
    "9".repeat(300),
    `{"${"x".repeat(5_000)}":1,"${"x".repeat(5_000)}":2}`,
  ])
    expect(refusalOf(text).message.length).toBeLessThan(200);
});

test("the depth limit is the caller's, up to 256", () => {
  const nested = (levels: number) => "[".repeat(levels) + "]".repeat(levels);

  expect(refusalOf("[1]", { maxDepth: 0 })).toMatchObject({
    code: "LIMIT_DEPTH",
    params: { limit: 0, column: 1 },
  });
  expect(parseJson("1", { maxDepth: 0 })).toBe(1);
  expect(parseJson(nested(256), { maxDepth: 1_000 })).toHaveLength(1);
  expect(refusalOf(nested(257), { maxDepth: 1_000 })).toMatchObject({
    code: "LIMIT_DEPTH",
    params: { limit: 256 },
  });
});

test("the byte limit counts UTF-8, for strings as for bytes", () => {
  for (const text of ['"plain"', '"kø"', '"港"', '"🚢"', '\ufeff"mark"']) {
    const bytes = utf8.encode(text);
    for (const input of [text, bytes]) {
      expect(() => parseJson(input, { maxBytes: bytes.length })).not.toThrow();
      expect(refusalOf(input, { maxBytes: bytes.length - 1 })).toMatchObject({
        code: "LIMIT_BYTES",
        params: { bytes: bytes.length, limit: bytes.length - 1 },
      });
    }
  }
});

function refusalOf(input: string | Uint8Array, options?: ParseOptions): JsonError {
  try {
    parseJson(input, options);
  } catch (error) {
    if (error instanceof JsonError) return error;
    throw error;
  }
  throw new Error("the input was accepted");
}
