import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { countCharacters } from "./count-characters.ts";
import { equal } from "./equal.ts";
import { firstRepeat } from "./first-repeat.ts";
import { isMultipleOf } from "./is-multiple-of.ts";

describe("equal", () => {
  test("member order does not matter, element order does", () => {
    expect(equal({ a: 1, b: [1, 2] }, { b: [1, 2], a: 1 })).toBe(true);
    expect(equal([1, 2], [2, 1])).toBe(false);
  });

  test("an array is no object with the same members", () => {
    expect(equal([], {})).toBe(false);
    expect(equal({ 0: "a" }, ["a"])).toBe(false);
  });

  test("members that are called like methods are members", () => {
    const hostile = () => JSON.parse('{"valueOf":1,"toString":2,"constructor":{"a":1},"__proto__":{"b":2}}');

    expect(equal(hostile(), hostile())).toBe(true);
    expect(equal({ ...hostile(), toString: 3 }, hostile())).toBe(false);
    expect(equal({}, JSON.parse('{"__proto__":{}}'))).toBe(false);
  });
});

test("characters are counted by code points, lone surrogates each as one", () => {
  expect(["", "abc", "\u{1f600}", "a\u{1f600}b", "\ud800", "\udc00\ud800"].map(countCharacters)).toEqual([
    0, 3, 1, 3, 1, 2,
  ]);
  fc.assert(fc.property(fc.string({ unit: "binary" }), (text) => countCharacters(text) === [...text].length));
});

describe("isMultipleOf", () => {
  test.each([
    [19.99, 0.01],
    [0.0075, 0.0001],
    [1e308, 0.5],
    [4.35, 0.05],
    [-1.1, 0.1],
    [1e-7, 1e-7],
    [9007199254740992, 2],
    [1e21, 3e20 / 3],
    [0, 7],
    [-0, 7],
  ])("%d is a multiple of %d", (value, divisor) => expect(isMultipleOf(value, divisor)).toBe(true));

  test.each([
    [19.995, 0.01],
    [0.00751, 0.0001],
    [1, 0.3],
    [9007199254740992, 3],
    [1e-8, 1e-7],
    [Number.NaN, 1],
    [Number.POSITIVE_INFINITY, 1],
  ])("%d is no multiple of %d", (value, divisor) => expect(isMultipleOf(value, divisor)).toBe(false));

  test("so many units are a multiple of the unit, whatever its scale", () => {
    const units = fc.record({
      count: fc.integer({ min: -1e6, max: 1e6 }),
      digits: fc.integer({ min: 1, max: 999 }),
      scale: fc.nat(8),
    });
    fc.assert(
      fc.property(units, ({ count, digits, scale }) =>
        isMultipleOf(Number(`${count * digits}e-${scale}`), Number(`${digits}e-${scale}`)),
      ),
    );
  });
});

describe("firstRepeat", () => {
  test("finds the first pair of equal items, by value", () => {
    expect(firstRepeat([1, "1", true, null, 1])).toEqual([0, 4]);
    expect(firstRepeat([{ a: 1, b: 2 }, [1], { b: 2, a: 1 }])).toEqual([0, 2]);
    expect(firstRepeat([0, -0])).toEqual([0, 1]);
  });

  test("tells apart what only looks alike", () => {
    expect(
      firstRepeat([1, true, "1", "true", [1], ["1"], {}, [], null, "null", "[1]", '{"a":1}', { a: 1 }]),
    ).toBeUndefined();
  });

  test("agrees with comparing every pair", () => {
    fc.assert(
      fc.property(fc.array(fc.jsonValue({ maxDepth: 2 }), { maxLength: 8 }), (items) => {
        const pairs = items.flatMap((item, second) =>
          items.slice(0, second).map((other) => equal(item, other)),
        );
        return (firstRepeat(items) !== undefined) === pairs.includes(true);
      }),
    );
  });
});
