import { expect, test } from "vitest";
import { mayHoldLongInteger } from "./long-integer.ts";

test("seventeen digits in a row are found wherever they stand, and sixteen never", () => {
  for (let before = 0; before < 60; before += 1)
    for (let after = 0; after < 20; after += 1) {
      const around = (digits: number) => `${"x".repeat(before)}${"7".repeat(digits)}${"x".repeat(after)}`;

      expect(mayHoldLongInteger(around(17)), `${before}, ${after}`).toBe(true);
      expect(mayHoldLongInteger(around(16)), `${before}, ${after}`).toBe(false);
    }
});

test("rows apart do not add up", () => {
  expect(mayHoldLongInteger("1234567890123456.1234567890123456-1234567890123456")).toBe(false);
});
