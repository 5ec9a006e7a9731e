import { runtimeErrors } from "../errors.ts";

/** How often, and how long between. A plain value: it can stand in a configuration file. */
export type RetryPolicy = {
  readonly backoff: "fixed" | "linear" | "exponential";
  /** All of them, the first one included. */
  readonly attempts: number;
  /** After the first failure. */
  readonly delayMs: number;
  /** No delay is longer. */
  readonly maxDelayMs: number;
  /** Share by which a delay may be shorter or longer, 0 to 1, so that many do not come back at the same moment. */
  readonly jitter: number;
};

export type RetryPolicyOptions = {
  /** Default 3. */
  readonly attempts?: number;
  /** Default 100. */
  readonly delayMs?: number;
  /** Default 30,000. */
  readonly maxDelayMs?: number;
  /** Default 0; `true` is a fifth. */
  readonly jitter?: number | true;
};

const growth = {
  fixed: () => 1,
  linear: (attempt: number) => attempt,
  // Beyond this it would be infinite, and no delay at all times infinity is no number.
  exponential: (attempt: number) => 2 ** Math.min(attempt - 1, 1_000),
};

/** The same delay every time: 100, 100, 100 … */
export function fixed(options?: RetryPolicyOptions): RetryPolicy {
  return policyOf("fixed", options);
}

/** Longer by the same step every time: 100, 200, 300 … */
export function linear(options?: RetryPolicyOptions): RetryPolicy {
  return policyOf("linear", options);
}

/** Twice as long every time: 100, 200, 400 … */
export function exponential(options?: RetryPolicyOptions): RetryPolicy {
  return policyOf("exponential", options);
}

/** One attempt, and no other. */
export const noRetry: RetryPolicy = fixed({ attempts: 1 });

/** Milliseconds to wait after the attempt of this number (1, 2, 3 …) failed. `random` is asked only where there is jitter. */
export function delayAfter(policy: RetryPolicy, attempt: number, random: () => number): number {
  const { maxDelayMs, jitter } = policy;
  const delay = Math.min(maxDelayMs, policy.delayMs * growth[policy.backoff](attempt));
  if (jitter === 0 || delay === 0) return delay;
  // At the limit the spread is cut off above, not the delay: cut off one by one, half of them would fall on the very same moment.
  const shortest = delay * (1 - jitter);
  const longest = Math.min(maxDelayMs, delay * (1 + jitter));
  return shortest + random() * (longest - shortest);
}

function policyOf(backoff: RetryPolicy["backoff"], options: RetryPolicyOptions = {}): RetryPolicy {
  const { attempts = 3, delayMs = 100, maxDelayMs = 30_000 } = options;
  const jitter = options.jitter === true ? 0.2 : (options.jitter ?? 0);
  return checkPolicy({ backoff, attempts, delayMs, maxDelayMs, jitter });
}

/** For policies that come from a file and not from the functions above. */
export function checkPolicy(policy: RetryPolicy): RetryPolicy {
  const { backoff, attempts, delayMs, maxDelayMs, jitter } = policy;
  if (!Object.hasOwn(growth, backoff)) refuse("backoff", "is none of fixed, linear, exponential");
  if (!(Number.isInteger(attempts) && attempts >= 1)) refuse("attempts", "must be a whole number from 1");
  if (!(Number.isFinite(delayMs) && delayMs >= 0)) refuse("delayMs", "must be a number from 0");
  if (!(Number.isFinite(maxDelayMs) && maxDelayMs >= 0)) refuse("maxDelayMs", "must be a number from 0");
  if (!(jitter >= 0 && jitter <= 1)) refuse("jitter", "must be a share from 0 to 1");
  return policy;
}

function refuse(option: string, trouble: string): never {
  throw runtimeErrors.RUNTIME_OPTION({ option: `retry.${option}`, trouble });
}
