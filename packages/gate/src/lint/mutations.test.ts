import { canonicalize } from "@concordat/json";
import fc from "fast-check";
import { expect, test } from "vitest";
import { nearby } from "./mutations.ts";

test("the value comes first, then values that differ from it", () => {
  fc.assert(
    fc.property(fc.jsonValue({ depthSize: "small" }), (value) => {
      const [first, ...others] = [...nearby(value as never)];
      expect(first).toBe(value);
      expect(others.length).toBeLessThan(100);
    }),
  );
});

test("each member goes missing once, and each leaf changes its type", () => {
  const values = [...nearby({ name: "Ada", tags: ["x"] })].map(canonicalize);

  expect(values).toContain('{"tags":["x"]}');
  expect(values).toContain('{"name":"Ada"}');
  expect(values).toContain('{"name":0,"tags":["x"]}');
  expect(values).toContain('{"name":"Ada","tags":[0]}');
});
