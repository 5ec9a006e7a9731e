import { ConcordatError, defineErrors } from "@concordat/errors";
import { expect, test } from "vitest";
import { forContract } from "./for-contract.ts";

const errors = defineErrors(ConcordatError, {
  SCHEMA_ODD: { message: "#/properties/x is odd", hint: "make it even" },
});
const failing = (error: Error) => () =>
  forContract({ key: "shop/paid/1.0.0" }, () => {
    throw error;
  });

test("what is wrong with a contract is told with its name, and with the hint of who found it", () => {
  const cause = errors.SCHEMA_ODD();

  expect(failing(cause)).toThrow(
    expect.objectContaining({
      code: "CODEGEN_UNSUPPORTED",
      message: "shop/paid/1.0.0 cannot be generated: #/properties/x is odd (SCHEMA_ODD)",
      hint: "make it even",
      cause,
    }),
  );
});

test("a fault of ours stays one", () => {
  const fault = new TypeError("x is undefined");

  expect(failing(fault)).toThrow(fault);
  expect(forContract({ key: "shop/paid/1.0.0" }, () => 7)).toBe(7);
});
