import { expect, test } from "vitest";
import { quantile, spreadOf } from "./statistics.ts";

test("the median is the middle, or halfway between the two in the middle", () => {
  expect(quantile([3, 1, 2], 0.5)).toBe(2);
  expect(quantile([4, 1, 3, 2], 0.5)).toBe(2.5);
});

test("quantiles between two ranks are interpolated", () => {
  expect(quantile([0, 10], 0.1)).toBe(1);
  expect(quantile([10, 20, 30, 40, 50], 0.9)).toBe(46);
});

test("one value is its own spread", () => {
  expect(spreadOf([7])).toEqual({ median: 7, p10: 7, p90: 7 });
});

test("one wild round moves neither the median nor the spread's lower end", () => {
  const calm = Array.from({ length: 21 }, () => 1);

  expect(spreadOf([...calm.slice(1), 1000])).toEqual({ median: 1, p10: 1, p90: 1 });
});
