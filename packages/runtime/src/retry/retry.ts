import { extensionOf } from "@concordat/cloudevents";
import { runtimeErrors } from "../errors.ts";
import { describeFailure } from "../failure/describe-failure.ts";
import { failureKindOf, retryAfterOf } from "../failure/failure-kind.ts";
import { withoutRemark } from "../failure/non-retryable.ts";
import { call, type Handler, type Layer } from "../layer.ts";
import type { Clock } from "../ports/clock.ts";
import type { Delivery } from "../ports/transport.ts";
import { attemptCopies } from "./attempt-copies.ts";
import { delayAfter, type RetryPolicy } from "./retry-policy.ts";
import { policyChooser, type RetryRules } from "./retry-rules.ts";
import type { RetryOutcome, RetryStatistics } from "./retry-statistics.ts";

export type RetryOptions = {
  readonly clock: Clock;
  /** Between 0 and 1, for jitter. Default `Math.random`. */
  readonly random?: () => number;
  /** The name of the handler, as rules and statistics know it. */
  readonly handler?: string;
  readonly statistics?: RetryStatistics;
  /** Aborted when the consumer stops: waiting ends, and the message is given back. */
  readonly stopping?: AbortSignal;
  /**
   * How many attempts after the first this one event allows: it can lower what the policy allows, never raise it. Default: the
   * extension attribute `maxretries`.
   */
  readonly maxRetriesOf?: (delivery: Delivery) => number | undefined;
  /** How long a message may wait for a handler that cannot be reached (an open circuit). Default: without end. */
  readonly patienceMs?: number;
};

/**
 * Tries again in this process, while the message stays in flight and the next of its key waits.
 *
 * Rejects with `RETRY_EXHAUSTED` after the last attempt, with `RETRY_POINTLESS` when another would fail alike, and with
 * `RETRY_INTERRUPTED` when the message is no longer this consumer's (it was taken back, or the consumer stops); the cause is
 * always the last failure. A failure before the handler was reached is waited out and is no attempt.
 */
export function retry(rules: RetryPolicy | RetryRules, options: RetryOptions): Layer {
  const { clock, handler, statistics, stopping, patienceMs = Number.POSITIVE_INFINITY } = options;
  const { random = Math.random, maxRetriesOf = maxRetriesExtension } = options;
  const policyFor = policyChooser(rules);

  return (next) => (delivery) => {
    const attemptOf = attemptCopies(delivery);
    const succeeded = () => statistics?.settled("succeeded", 1, handler, delivery.content.event?.type);
    // Nearly all succeed at once, and what is needed for more than that is made when it is.
    return call(next, attemptOf()).then(succeeded, (thrown) => tryAgain(next, delivery, attemptOf, thrown));
  };

  async function tryAgain(next: Handler, delivery: Delivery, attemptOf: () => Delivery, thrown: unknown) {
    const so: Progress = { attempts: 0, refusals: 0, waitedMs: 0, firstFailedAt: undefined };
    let failure = thrown;
    for (;;) {
      await waitForNext(delivery, so, failure);
      try {
        await next(attemptOf());
        break;
      } catch (again) {
        failure = again;
      }
    }
    statistics?.settled("succeeded", so.attempts + 1, handler, delivery.content.event?.type);
  }

  /** Resolves when it is time for another attempt, rejects when there is none. */
  async function waitForNext(delivery: Delivery, so: Progress, thrown: unknown): Promise<void> {
    so.firstFailedAt ??= clock.now();
    const policy = policyFor(handler, delivery.content.event?.type, thrown);
    const kind = failureKindOf(thrown);
    if (kind === "not-yet") so.refusals += 1;
    else {
      so.attempts += 1;
      so.refusals = 0;
      statistics?.failed(withoutRemark(thrown));
    }
    // Whoever has the message now decides anew; also about one that seems hopeless, since a stopping consumer makes handlers fail.
    if (kind === "interrupted" || delivery.signal.aborted || stopping?.aborted)
      throw gaveUp("interrupted", delivery, so, thrown);
    if (kind === "pointless") throw gaveUp("pointless", delivery, so, thrown);
    if (kind === "not-yet") return waitForHandler(delivery, so, thrown, policy);
    if (so.attempts >= allowedBy(policy, maxRetriesOf(delivery)))
      throw gaveUp("exhausted", delivery, so, thrown);
    await wait(delayAfter(policy, so.attempts, random), delivery, so, thrown);
  }

  /** At least as long as it is certainly closed, and longer each time that it turns out to be closed still. */
  async function waitForHandler(delivery: Delivery, so: Progress, thrown: unknown, policy: RetryPolicy) {
    const delay = Math.max(1, retryAfterOf(thrown), delayAfter(policy, so.refusals, random));
    so.waitedMs += delay;
    if (so.waitedMs > patienceMs) throw gaveUp("exhausted", delivery, so, thrown);
    await wait(delay, delivery, so, thrown);
  }

  async function wait(delay: number, delivery: Delivery, so: Progress, thrown: unknown): Promise<void> {
    const signal = stopping === undefined ? delivery.signal : AbortSignal.any([delivery.signal, stopping]);
    try {
      await clock.sleep(delay, signal);
    } catch (interruption) {
      if (!signal.aborted) throw interruption;
      throw gaveUp("interrupted", delivery, so, thrown);
    }
  }

  function gaveUp(outcome: keyof typeof errorFor, delivery: Delivery, so: Progress, thrown: unknown): Error {
    const { attempts, firstFailedAt = clock.now() } = so;
    statistics?.settled(outcome, attempts, handler, delivery.content.event?.type);
    const cause = withoutRemark(thrown);
    return errorFor[outcome]({ attempts, firstFailedAt, trouble: describeFailure(cause).message }, { cause });
  }
}

type Progress = {
  /** That failed. */
  attempts: number;
  /** In a row, before the handler was reached. */
  refusals: number;
  waitedMs: number;
  firstFailedAt: number | undefined;
};

const errorFor = {
  exhausted: runtimeErrors.RETRY_EXHAUSTED,
  pointless: runtimeErrors.RETRY_POINTLESS,
  interrupted: runtimeErrors.RETRY_INTERRUPTED,
} satisfies { [Outcome in Exclude<RetryOutcome, "succeeded">]: unknown };

function allowedBy(policy: RetryPolicy, maxRetries: number | undefined): number {
  return maxRetries === undefined ? policy.attempts : Math.min(policy.attempts, 1 + Math.max(0, maxRetries));
}

function maxRetriesExtension({ content: { event } }: Delivery): number | undefined {
  const retries = event === undefined ? undefined : extensionOf(event, "maxretries");
  // In binary mode an extension that nobody declared arrives as a text.
  const number = typeof retries === "string" && retries !== "" ? Number(retries) : retries;
  return typeof number === "number" && Number.isInteger(number) ? number : undefined;
}
