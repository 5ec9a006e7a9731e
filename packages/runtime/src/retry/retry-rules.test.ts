import { expect, test } from "vitest";
import { exponential, fixed, noRetry } from "./retry-policy.ts";
import { policyChooser, type RetryRule } from "./retry-rules.ts";

/** Told apart by the number of attempts. */
const policy = (attempts: number) => fixed({ attempts });

test("without rules the default policy holds", () => {
  expect(policyChooser({})("billing", "order.placed", new Error())).toEqual(exponential());
});

test("handler and type come before handler, handler before type, type before none", () => {
  const rules: RetryRule[] = [
    { type: "order.placed", policy: policy(4) },
    { handler: "billing", policy: policy(5) },
    { handler: "billing", type: "order.placed", policy: policy(6) },
  ];
  const choose = policyChooser({ default: policy(3), rules });
  const attempts = (handler: string | undefined, type: string | undefined) =>
    choose(handler, type, new Error()).attempts;

  expect(attempts("billing", "order.placed")).toBe(6);
  expect(attempts("billing", "order.paid")).toBe(5);
  expect(attempts("stock", "order.placed")).toBe(4);
  expect(attempts("stock", "order.paid")).toBe(3);
  expect(attempts(undefined, undefined)).toBe(3);
});

test("a rule for an error comes before its equals, and after what is more particular otherwise", () => {
  const choose = policyChooser({
    rules: [
      { handler: "billing", policy: policy(5) },
      { error: "CardError", policy: policy(2) },
      { handler: "billing", error: "CardError", policy: policy(7) },
      { handler: "billing", type: "refund", policy: policy(9) },
    ],
  });
  class CardError extends Error {}

  expect(choose("billing", "charge", new CardError()).attempts).toBe(7);
  expect(choose("stock", "charge", new CardError()).attempts).toBe(2);
  expect(choose("billing", "refund", new CardError()).attempts).toBe(9);
});

test("an error is known by its code, its name, its class and those that it extends", () => {
  class NetworkError extends Error {}
  class DnsError extends NetworkError {}
  const thrown = Object.assign(new DnsError(), { code: "ENOTFOUND" });
  const fits = (error: string, what: unknown = thrown) =>
    policyChooser({ rules: [{ error, policy: policy(8) }] })(undefined, undefined, what).attempts === 8;

  expect(["ENOTFOUND", "DnsError", "NetworkError", "Error"].filter((name) => fits(name))).toHaveLength(4);
  expect(fits("TypeError")).toBe(false);
  expect(fits("string", "a text was thrown")).toBe(true);
  expect(fits("Error", "a text was thrown")).toBe(false);
});

test("never is one attempt", () => {
  const choose = policyChooser({ rules: [{ error: "RangeError", policy: "never" }] });

  expect(choose(undefined, undefined, new RangeError())).toEqual(noRetry);
});

test("among equals the first in the list holds", () => {
  const choose = policyChooser({ rules: [{ policy: policy(4) }, { policy: policy(5) }] });

  expect(choose(undefined, undefined, new Error()).attempts).toBe(4);
});

test("a rule with a policy that makes no sense is refused at once", () => {
  expect(() => policyChooser({ rules: [{ policy: { ...noRetry, attempts: 0 } }] })).toThrow(
    /retry\.attempts/,
  );
});
