import { expect, test } from "vitest";
import { jitteredPause } from "./jittered-pause.ts";

test.each([
  [1, 100],
  [2, 200],
  [4, 800],
  [7, 5_000],
  [10_000, 5_000],
])("after %i failures it is somewhere in the upper half of %i ms", (failures, whole) => {
  const pauses = Array.from({ length: 200 }, () => jitteredPause(failures, { firstMs: 100, mostMs: 5_000 }));

  expect(Math.min(...pauses)).toBeGreaterThanOrEqual(whole / 2);
  expect(Math.max(...pauses)).toBeLessThanOrEqual(whole);
  expect(new Set(pauses).size, "not all in one moment").toBeGreaterThan(1);
});
