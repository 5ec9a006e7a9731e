import { isArray, isObject, type Json } from "@concordat/json";
import fc from "fast-check";
import { expect, test } from "vitest";
import { arbitraryValue } from "../testing/arbitrary-schema.ts";
import { shrink } from "./shrink.ts";

test("members, items and characters that do not matter go", () => {
  const value = { a: { keep: [1, 2, "long text", 4] }, b: "x", c: null };
  const matters = (each: Json): boolean =>
    isObject(each) &&
    isObject(each.a ?? null) &&
    isArray((each.a as { keep?: Json }).keep ?? null) &&
    JSON.stringify(each).includes('"lo');

  expect(shrink(value, matters)).toEqual({ a: { keep: ["lo"] } });
});

test("a value that is as small as can be stays what it is", () => {
  expect(shrink({ a: [] }, (value) => JSON.stringify(value) === '{"a":[]}')).toEqual({ a: [] });
});

test("once nothing can be told any more, what has been found has to do", () => {
  let left = 2;
  const satisfies = () => left-- > 0;

  expect(shrink([1, 2, 3, 4, 5, 6, 7, 8], satisfies, () => left > 0)).toEqual([1, 2]);
});

test("what comes out satisfies, is no larger, and is the same each time", () => {
  fc.assert(
    fc.property(arbitraryValue, fc.func(fc.boolean()), (value, random) => {
      const satisfies = (each: Json) => JSON.stringify(each) === JSON.stringify(value) || random(each);
      const small = shrink(value, satisfies);

      expect(satisfies(small)).toBe(true);
      expect(JSON.stringify(small).length).toBeLessThanOrEqual(JSON.stringify(value).length);
      expect(shrink(value, satisfies)).toEqual(small);
    }),
  );
});

/** Everything that is tried while nothing but the value itself will do. */
function triedOf(value: Json) {
  const tried: Json[] = [];
  shrink(value, (each) => tried.push(each) < 0);
  return tried;
}

test.each<[Json, readonly Json[]]>([
  [7.5, [0, 1, 7]],
  [-7.5, [0, 1, -7]],
  [1, [0]],
  [0, []],
  ["", []],
  ["a", []],
  ["abc", ["a"]],
  ["𝒳𝒴", ["𝒳"]],
  [[], []],
  [[1], [[], [0]]],
  [
    [1, "ab", null],
    [[1], ["ab", null], [1, null], [1, "ab"], [0, "ab", null], [1, "a", null]],
  ],
  [{ a: 1, b: "ab" }, [{ b: "ab" }, { a: 1 }, { a: 0, b: "ab" }, { a: 1, b: "a" }]],
  [true, []],
  [null, []],
])("simpler than %j, boldest first", (value, simpler) => {
  expect(triedOf(value)).toEqual(simpler);
});

test("there are four hundred attempts, and fewer at what is large", () => {
  const numbers = Array.from({ length: 60 }, (_, at) => at + 100);
  let tried = 0;
  // Only the last item may ever go, and is tried last.
  const small = shrink(numbers, (each) => {
    tried += 1;
    return isArray(each) && each.length > 30 && each.every((item, at) => item === numbers[at]);
  });

  expect(tried).toBe(400);
  expect(small).toEqual(numbers.slice(0, (small as Json[]).length));
  expect(triedOf(Array(99).fill(5))).toHaveLength(1 + 99 + 2 * 99);
  expect(triedOf(Array(150).fill("ab"))).toHaveLength(Math.floor(40_000 / 151));
  expect(triedOf([Object.fromEntries(numbers.map((each) => [each, numbers]))])).toHaveLength(
    Math.floor(40_000 / (2 + 60 * 61)),
  );
});
