import { expect, test } from "vitest";
import { createValidator } from "../create-validator.ts";
import { assertValid } from "./assert-valid.ts";

const validate = createValidator({ properties: { id: { type: "string" } }, additionalProperties: false });

test("a value that was refused becomes an error that says the first problem and counts the others", () => {
  const verdict = validate({ id: 1, extra: true });

  expect(() => assertValid(verdict, "event 7")).toThrow(
    expect.objectContaining({
      code: "DATA_INVALID",
      message: "event 7: /extra is not declared (and 1 more)",
      params: { what: "event 7", problems: verdict.valid ? [] : verdict.problems },
    }),
  );
});

test("a value that was accepted passes", () => {
  expect(() => assertValid(validate({ id: "a" }), "event 7")).not.toThrow();
});
