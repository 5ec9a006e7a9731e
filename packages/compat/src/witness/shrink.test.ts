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
