import { describeFailure } from "../failure/describe-failure.ts";
import type { Telemetry } from "../ports/telemetry.ts";
import type { RetryStatistics } from "../retry/retry-statistics.ts";
import { runtimeMetrics } from "../telemetry/names.ts";

/** Counts failed attempts and retries of a group beside the statistics. What succeeds at once costs nothing. */
export function tellOfRetries(
  telemetry: Telemetry,
): (statistics: RetryStatistics, group: string) => RetryStatistics {
  const failures = telemetry.counter(runtimeMetrics.failedAttempts.name, runtimeMetrics.failedAttempts);
  const retries = telemetry.counter(runtimeMetrics.retries.name, runtimeMetrics.retries);
  return (statistics, group) => {
    const attributes = { "messaging.consumer.group.name": group };
    return {
      failed(thrown) {
        statistics.failed(thrown);
        failures.add(1, { ...attributes, "error.type": describeFailure(thrown).type });
      },
      settled(outcome, attempts, handler, type) {
        statistics.settled(outcome, attempts, handler, type);
        if (attempts > 1) retries.add(attempts - 1, { ...attributes, "concordat.retry.outcome": outcome });
      },
      snapshot: () => statistics.snapshot(),
    };
  };
}
