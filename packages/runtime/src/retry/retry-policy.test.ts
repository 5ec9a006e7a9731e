import fc from "fast-check";
import { expect, test } from "vitest";
import {
  checkPolicy,
  delayAfter,
  exponential,
  fixed,
  linear,
  noRetry,
  type RetryPolicy,
} from "./retry-policy.ts";

const never = () => {
  throw new Error("nobody should ask for chance here");
};
const delays = (policy: RetryPolicy, count: number) =>
  Array.from({ length: count }, (_, index) => delayAfter(policy, index + 1, never));

test("the default is three attempts with 100 ms at first, doubling, 30 s at most, and no jitter", () => {
  expect(exponential()).toEqual({
    backoff: "exponential",
    attempts: 3,
    delayMs: 100,
    maxDelayMs: 30_000,
    jitter: 0,
  });
});

test("fixed delays equal the constant", () => {
  expect(delays(fixed(), 4)).toEqual([100, 100, 100, 100]);
});

test("linear delays grow by one step each, up to the limit", () => {
  expect(delays(linear(), 3)).toEqual([100, 200, 300]);
  expect([299, 300, 301].map((attempt) => delayAfter(linear(), attempt, never))).toEqual([
    29_900, 30_000, 30_000,
  ]);
});

test("exponential delays double, up to the limit, and never overflow", () => {
  expect(delays(exponential(), 3)).toEqual([100, 200, 400]);
  expect([9, 10, 5_000].map((attempt) => delayAfter(exponential(), attempt, never))).toEqual([
    25_600, 30_000, 30_000,
  ]);
});

test("no delay stays no delay, however many attempts", () => {
  expect(delayAfter(exponential({ delayMs: 0 }), 5_000, never)).toBe(0);
});

test("jitter spreads a delay by its share to both sides", () => {
  const policy = fixed({ delayMs: 1_000, jitter: true });

  expect([0, 0.5, 1].map((chance) => delayAfter(policy, 1, () => chance))).toEqual([800, 1_000, 1_200]);
});

test("at the limit jitter spreads below it, so that not half of them share one moment", () => {
  const policy = fixed({ delayMs: 1_000, maxDelayMs: 1_000, jitter: true });

  expect([0, 0.5, 1].map((chance) => delayAfter(policy, 1, () => chance))).toEqual([800, 900, 1_000]);
});

const policies = fc.record({
  backoff: fc.constantFrom("fixed" as const, "linear" as const, "exponential" as const),
  attempts: fc.integer({ min: 1, max: 100 }),
  delayMs: fc.integer({ min: 0, max: 100_000 }),
  maxDelayMs: fc.integer({ min: 0, max: 100_000 }),
  jitter: fc.double({ min: 0, max: 1, noNaN: true }),
});

test("without jitter no delay is shorter than the one before it or longer than the limit, whatever the policy", () => {
  fc.assert(
    fc.property(policies, fc.integer({ min: 1, max: 2_000 }), (any, attempt) => {
      const policy = { ...any, jitter: 0 };
      const delay = delayAfter(policy, attempt, never);
      expect(delay).toBeLessThanOrEqual(policy.maxDelayMs);
      expect(delayAfter(policy, attempt + 1, never)).toBeGreaterThanOrEqual(delay);
    }),
  );
});

test("with jitter a delay stays within its share of the plain one, and within the limit", () => {
  const chances = fc.double({ min: 0, max: 1, noNaN: true });
  fc.assert(
    fc.property(policies, fc.integer({ min: 1, max: 50 }), chances, (policy, attempt, chance) => {
      const plain = delayAfter({ ...policy, jitter: 0 }, attempt, never);
      const delay = delayAfter(policy, attempt, () => chance);
      const slack = 1e-6;
      expect(delay).toBeGreaterThanOrEqual(plain * (1 - policy.jitter) - slack);
      expect(delay).toBeLessThanOrEqual(Math.min(policy.maxDelayMs, plain * (1 + policy.jitter)) + slack);
    }),
  );
});

test("a policy that makes no sense is refused by the name of the option", () => {
  const nonsense = [
    { attempts: 0 },
    { attempts: 1.5 },
    { delayMs: -1 },
    { delayMs: Number.NaN },
    { maxDelayMs: Number.POSITIVE_INFINITY },
    { jitter: 1.1 },
  ];
  for (const options of nonsense)
    expect(() => fixed(options), JSON.stringify(options)).toThrow(
      expect.objectContaining({
        code: "RUNTIME_OPTION",
        params: expect.objectContaining({ option: `retry.${Object.keys(options)[0]}` }),
      }),
    );
  expect(() => checkPolicy({ ...noRetry, backoff: "toString" as never })).toThrow(/retry\.backoff/);
});
