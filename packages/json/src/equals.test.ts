import fc from "fast-check";
import { expect, test } from "vitest";
import { canonicalize } from "./canonicalize.ts";
import { jsonEquals } from "./equals.ts";
import type { Json } from "./json.ts";
import { parseJson } from "./parse.ts";

test.each([
  ['{"a":1,"b":[2,{}]}', '{"b":[2,{}],"a":1}'],
  ["1.0", "1"],
  ["-0", "0"],
  ['"\\u00f8"', '"ø"'],
  ['{"__proto__":{"a":1}}', '{"__proto__":{"a":1}}'],
])("%s equals %s", (a, b) => {
  expect(jsonEquals(parseJson(a), parseJson(b))).toBe(true);
});

test.each([
  ["[1,2]", "[2,1]"],
  ["[1]", "[1,1]"],
  ["[]", "{}"],
  ["null", "{}"],
  ["{}", "null"],
  ["0", "false"],
  ['"1"', "1"],
  ['{"a":null}', "{}"],
  ['{"a":null}', '{"b":null}'],
  ['{"0":1}', "[1]"],
  ['{"__proto__":1}', '{"a":1}'],
  ['{"__proto__":{"a":1}}', '{"__proto__":{"a":2}}'],
  ['{"toString":1}', '{"a":1}'],
])("%s does not equal %s", (a, b) => {
  expect(jsonEquals(parseJson(a), parseJson(b))).toBe(false);
});

test("two values are equal exactly when their canonical texts are", () => {
  const value = fc.jsonValue({ maxDepth: 2 }) as fc.Arbitrary<Json>;
  const pair = fc.oneof(
    fc.tuple(value, value),
    value.map((one) => [one, structuredClone(one)] as const),
  );
  fc.assert(
    fc.property(pair, ([a, b]) => {
      expect(jsonEquals(a, b)).toBe(canonicalize(a) === canonicalize(b));
    }),
  );
});
