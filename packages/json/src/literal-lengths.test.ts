import fc from "fast-check";
import { expect, test } from "vitest";
import { isStrict } from "./audit.ts";
import type { Json } from "./json.ts";
import { literalLengths } from "./literal-lengths.ts";

test.each([
  ["null"],
  ["[true,false,null]"],
  ['{"a":{},"b":[],"":""}'],
  ["[0,9,10,99,100,999,1000,9999,10000,123456,9007199254740991,-5,-1000]"],
  ["[0.5,19.95,-0.25,123456.789,0.125,1.001,99.9,1000.5,0.1234,3.141592653589793,123456789.25]"],
])("%s is as long as is counted", (text) => {
  expect(literalLengths(JSON.parse(text), 64)).toBe(text.length);
});

test("any fraction is as long as it is printed, or proves nothing", () => {
  const fraction = fc.oneof(
    fc.double({ noNaN: true, noDefaultInfinity: true }),
    fc.integer().map((n) => n / 100),
    fc.integer().map((n) => n / 1000),
  );
  fc.assert(
    fc.property(
      fraction.filter((n) => !Number.isInteger(n)),
      (number) => {
        const length = literalLengths(number, 64);
        if (!Number.isNaN(length)) expect(length).toBe(JSON.stringify(number).length);
      },
    ),
  );
});

test("what could be written much shorter proves nothing", () => {
  expect(literalLengths([100_000], 64)).toBe(8);
  expect(literalLengths([10_000_000], 64)).toBeNaN();
  expect(literalLengths([10_000, 10_000, 10_000], 64)).toBeNaN();
  expect(literalLengths([0.001], 64)).toBeNaN();
  expect(literalLengths([2 ** 53], 64)).toBeNaN();
  expect(literalLengths([[0]], 1)).toBeNaN();
});

test.each([
  ['{"a":1e10,"b":0,"b":0}', "an exponent as long as a member"],
  ['{"a":1e4,"a":1e3,"b":1e3}', "several short exponents"],
  ['{"a":100000,"a":1e5}', "an exponent that pays for nothing"],
  ['{"":0,"":0}', "the shortest member"],
])("a lost member is not paid for by %s: %s", (text) => {
  expect(isStrict(text, JSON.parse(text) as Json, 64)).toBe(false);
});

test("no text with a name that stands twice is proved, whatever its numbers look like", () => {
  const number = fc.oneof(
    fc.constantFrom("1e3", "1E4", "10e2", "0.1e2", "1e-2", "1e15", "1000", "30000", "0"),
    fc.integer().map(String),
    fc.double({ noNaN: true, noDefaultInfinity: true }).map((each) => JSON.stringify(each)),
  );
  const members = fc.array(fc.tuple(fc.constantFrom("", "a", "b", "c"), number), {
    minLength: 1,
    maxLength: 8,
  });
  fc.assert(
    fc.property(members, (all) => {
      const text = `{${all.map(([name, value]) => `"${name}":${value}`).join(",")}}`;
      const isUnique = new Set(all.map(([name]) => name)).size === all.length;
      if (!isUnique) expect(isStrict(text, JSON.parse(text) as Json, 64)).toBe(false);
    }),
    { numRuns: process.env.CONCORDAT_COUNTS === "full" ? 100_000 : 2000 },
  );
});
