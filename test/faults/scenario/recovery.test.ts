import { expect, test } from "vitest";
import { recoveryMs } from "./recovery.ts";

/** One every ten milliseconds. */
const steady = (from: number, to: number) => range(from, to, 10);
const before = { from: 0, to: 1_000 };
const after = { from: 2_000, to: Number.POSITIVE_INFINITY };

test("whoever was never away is back at once", () => {
  expect(recoveryMs(steady(0, 4_000), before, after)).toBe(0);
});

test("the first half second at the rate of before counts, less a fifth", () => {
  const times = [...steady(0, 1_000), ...steady(3_000, 5_000)];

  // From 2,900 on, four fifths of a half second are full.
  expect(recoveryMs(times, before, after)).toBe(900);
});

test("who comes back at half the rate is not back", () => {
  expect(recoveryMs([...steady(0, 1_000), ...range(3_000, 6_000, 20)], before, after)).toBeUndefined();
});

test("what came after the next fault began is not counted for the one before", () => {
  const times = [...steady(0, 1_000), ...steady(3_000, 5_000)];

  expect(recoveryMs(times, before, { from: 2_000, to: 3_100 })).toBeUndefined();
});

test("without a rate before there is none to come back to", () => {
  expect(recoveryMs(steady(2_000, 4_000), before, after)).toBeUndefined();
});

function range(from: number, to: number, step: number): number[] {
  return Array.from({ length: (to - from) / step }, (_, index) => from + index * step);
}
