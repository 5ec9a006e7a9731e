import { expect, test } from "vitest";
import { ConcordatError } from "./concordat-error.ts";
import { defineErrors } from "./define-errors.ts";
import { exitCodeOf, failureText } from "./failure.ts";

const errors = defineErrors(ConcordatError, {
  BERTH_TAKEN: { message: "berth 4 is taken", hint: "name another berth", kind: "conflict" },
});

test("a coded error exits by its kind and says what to do", () => {
  expect(exitCodeOf(errors.BERTH_TAKEN())).toBe(7);
  expect(failureText(errors.BERTH_TAKEN())).toBe(
    "error[BERTH_TAKEN]: berth 4 is taken\n   = name another berth\n",
  );
});

test("anything else is a fault, with its stack where it has one", () => {
  expect(exitCodeOf(new Error("x"))).toBe(1);
  expect(failureText(new Error("x"))).toMatch(/^fault: Error: x\n +at /);
  expect(failureText("thrown text")).toBe("fault: thrown text\n");
});
