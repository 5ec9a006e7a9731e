import { expect, test } from "vitest";
import { OutOfBudget, Undecided } from "../budget.ts";
import { attempt, inhabited, unknown } from "./outcome.ts";

test("what cannot be told is unknown to those who have another way, and a mistake is nobody's outcome", () => {
  const doubt = { code: "PATTERN_IRREGULAR", message: "dark" } as const;
  const failing = (error: Error) => () =>
    attempt(() => {
      throw error;
    });

  expect(attempt(() => inhabited(1))).toEqual(inhabited(1));
  expect(failing(new Undecided(doubt))()).toEqual(unknown(doubt));
  expect(failing(new OutOfBudget(doubt))()).toEqual(unknown(doubt));
  expect(failing(new TypeError("a mistake"))).toThrow(TypeError);
});
