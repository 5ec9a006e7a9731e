import { expect, test } from "vitest";
import { describeFailure } from "./describe-failure.ts";

test("an error is described by its code where it has one, else by its class", () => {
  const refused = Object.assign(new Error("no connection"), { code: "ECONNREFUSED" });

  expect(describeFailure(refused)).toMatchObject({ type: "ECONNREFUSED", message: "no connection" });
  expect(describeFailure(new TypeError("x is undefined"))).toMatchObject({ type: "TypeError" });
  expect(describeFailure(refused).stack).toContain("no connection");
});

test.each([
  ["a text", { type: "string", message: "a text" }],
  [undefined, { type: "undefined", message: "undefined" }],
  [Symbol("s"), { type: "symbol", message: "Symbol(s)" }],
  [Object.create(null), { type: "object", message: "what was thrown cannot be put into words" }],
])("what is no error is described, too: %o", (thrown, description) => {
  expect(describeFailure(thrown)).toEqual(description);
});
