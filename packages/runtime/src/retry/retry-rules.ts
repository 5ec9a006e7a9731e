import { describeFailure } from "../failure/describe-failure.ts";
import { checkPolicy, exponential, noRetry, type RetryPolicy } from "./retry-policy.ts";

/** Which policy holds for which handler, event type and error. Plain values, as long as errors are named by text. */
export type RetryRules = {
  /** Where no rule fits. Default: three attempts, 100 ms, doubling, 30 s at most. */
  readonly default?: RetryPolicy;
  readonly rules?: readonly RetryRule[];
};

/**
 * A rule fits where everything it names fits. Of several that fit, the most particular one holds: handler and type before
 * handler, handler before type, type before none; among equals one that names an error before one that does not; then the
 * first in the list.
 */
export type RetryRule = {
  readonly handler?: string;
  /** The `type` of the event. */
  readonly type?: string;
  /** The error's `code`, or the name of its class or of one that it extends. */
  readonly error?: string;
  /** `never`: one attempt. */
  readonly policy: RetryPolicy | "never";
};

export type PolicyChooser = (
  handler: string | undefined,
  type: string | undefined,
  thrown: unknown,
) => RetryPolicy;

/** A policy alone holds everywhere. */
export function policyChooser(rules: RetryPolicy | RetryRules): PolicyChooser {
  if ("backoff" in rules) {
    const policy = checkPolicy(rules);
    return () => policy;
  }
  const fallback = checkPolicy(rules.default ?? exponential());
  const ranked = (rules.rules ?? [])
    .map((rule) => ({ ...rule, policy: rule.policy === "never" ? noRetry : checkPolicy(rule.policy) }))
    .toSorted((one, other) => rankOf(other) - rankOf(one));
  return (handler, type, thrown) => {
    const names = ranked.some(({ error }) => error !== undefined) ? namesOf(thrown) : none;
    const fits = (rule: RetryRule) =>
      (rule.handler === undefined || rule.handler === handler) &&
      (rule.type === undefined || rule.type === type) &&
      (rule.error === undefined || names.has(rule.error));
    return ranked.find(fits)?.policy ?? fallback;
  };
}

const none: ReadonlySet<string> = new Set();

function rankOf({ handler, type, error }: RetryRule): number {
  return (handler === undefined ? 0 : 4) + (type === undefined ? 0 : 2) + (error === undefined ? 0 : 1);
}

function namesOf(thrown: unknown): ReadonlySet<string> {
  const names = new Set([describeFailure(thrown).type]);
  if (!(thrown instanceof Error)) return names;
  names.add(thrown.name);
  for (let each = Object.getPrototypeOf(thrown); each instanceof Error; each = Object.getPrototypeOf(each))
    names.add(each.constructor.name);
  return names.add("Error");
}
