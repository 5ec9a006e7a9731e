import fc from "fast-check";
import { expect, test } from "vitest";
import { canonicalize } from "./canonicalize.ts";
import type { Json } from "./json.ts";
import { parseJson } from "./parse.ts";

// Bit patterns and texts of RFC 8785, appendix B.
test.each([
  ["0000000000000000", "0"],
  ["8000000000000000", "0"],
  ["0000000000000001", "5e-324"],
  ["8000000000000001", "-5e-324"],
  ["7fefffffffffffff", "1.7976931348623157e+308"],
  ["ffefffffffffffff", "-1.7976931348623157e+308"],
  ["4340000000000000", "9007199254740992"],
  ["c340000000000000", "-9007199254740992"],
  ["4430000000000000", "295147905179352830000"],
  ["44b52d02c7e14af5", "9.999999999999997e+22"],
  ["44b52d02c7e14af6", "1e+23"],
  ["44b52d02c7e14af7", "1.0000000000000001e+23"],
  ["444b1ae4d6e2ef4e", "999999999999999700000"],
  ["444b1ae4d6e2ef4f", "999999999999999900000"],
  ["444b1ae4d6e2ef50", "1e+21"],
  ["3eb0c6f7a0b5ed8c", "9.999999999999997e-7"],
  ["3eb0c6f7a0b5ed8d", "0.000001"],
  ["41b3de4355555553", "333333333.3333332"],
  ["41b3de4355555554", "333333333.33333325"],
  ["41b3de4355555555", "333333333.3333333"],
  ["41b3de4355555556", "333333333.3333334"],
  ["41b3de4355555557", "333333333.33333343"],
  ["becbf647612f3696", "-0.0000033333333333333333"],
  ["43143ff3c1cb0959", "1424953923781206.2"],
])("the double %s is printed as %s", (bits, text) => {
  expect(canonicalize(Buffer.from(bits, "hex").readDoubleBE())).toBe(text);
});

test("names are sorted by UTF-16 code units, so an emoji comes before U+FB33", () => {
  const names = ["\u20ac", "\r", "\ufb33", "1", "\u{1f600}", "\u0080", "\u00f6", "10", "__proto__"];
  const text = canonicalize(parseJson(`{${names.map((name) => `${JSON.stringify(name)}:0`).join()}}`));

  expect([...text.matchAll(/"((?:\\r|[^"])+)"/g)].map((match) => match[1])).toEqual([
    "\\r",
    "1",
    "10",
    "__proto__",
    "\u0080",
    "\u00f6",
    "\u20ac",
    "\u{1f600}",
    "\ufb33",
  ]);
});

test("strings keep all but quotes, backslashes and control characters as they are", () => {
  expect(canonicalize('\u20ac$\u000f\nA\'B"\\\\"/\b\t\f\r\u007f\u2028')).toBe(
    '"\u20ac$\\u000f\\nA\'B\\"\\\\\\\\\\"/\\b\\t\\f\\r\u007f\u2028"',
  );
});

test("nothing stands between the parts", () => {
  expect(canonicalize(parseJson(' { "b" : [ 1 , true , null ] , "a" : { } } '))).toBe(
    '{"a":{},"b":[1,true,null]}',
  );
});

const cyclic: { self?: unknown } = {};
cyclic.self = cyclic;

test.each([
  ["NaN", { a: [0, Number.NaN] }, "/a/1", "NaN"],
  ["infinity", [Number.NEGATIVE_INFINITY], "/0", "-Infinity"],
  ["half a surrogate pair", { "a/b": "\ud800" }, "/a~1b", "text with half of a surrogate pair"],
  ["half a surrogate pair in a name", { "\udc00": 1 }, "/\udc00", "text with half of a surrogate pair"],
  ["undefined", { a: undefined }, "/a", "of type undefined"],
  ["a hole", new Array(1), "/0", "of type undefined"],
  ["a bigint", 1n, "", "of type bigint"],
  ["a circle", cyclic, "/self".repeat(256), "below 256 levels"],
])("%s is refused with a pointer to it", (_what, value, pointer, found) => {
  expect(() => canonicalize(value as Json)).toThrow(
    expect.objectContaining({ code: "JSON_UNREPRESENTABLE", params: { pointer, found } }),
  );
});

/** Numbers stay below 2^53, where each double prints as digits that `parseJson` accepts. */
const value = fc.anything({
  key: fc.string(),
  values: [
    fc.constant(null),
    fc.boolean(),
    fc.string(),
    fc.double({ min: -(2 ** 53), max: 2 ** 53, noNaN: true }),
  ],
}) as fc.Arbitrary<Json>;

test("the canonical text of the value of a canonical text is itself", () => {
  fc.assert(
    fc.property(value, (generated) => {
      const text = canonicalize(generated);
      expect(canonicalize(parseJson(text))).toBe(text);
    }),
  );
});

test("2^60 prints as RFC 8785 demands, though another integer than 2^60 is written there", () => {
  expect(canonicalize(2 ** 60)).toBe("1152921504606847000");
  expect(() => parseJson("1152921504606847000")).toThrow(
    expect.objectContaining({ code: "JSON_UNSAFE_INTEGER" }),
  );
});

test("the order of the input's members does not matter", () => {
  const dictionary = fc.dictionary(fc.string(), value);
  const inTwoOrders = dictionary.chain((object) => {
    const members = Object.entries(object);
    return fc.tuple(fc.constant(members), fc.shuffledSubarray(members, { minLength: members.length }));
  });
  fc.assert(
    fc.property(inTwoOrders, ([members, shuffled]) => {
      expect(canonicalize(Object.fromEntries(shuffled))).toBe(canonicalize(Object.fromEntries(members)));
    }),
  );
});
