import type { HealthOutcome } from "./health-check.ts";
import type { HealthSummary } from "./health-checker.ts";
import type { HealthLevel } from "./health-level.ts";

/** A summary as the contract `eventbus/health/summary` has it. */
export type HealthSummaryJson = {
  readonly service: string;
  readonly overall_status: HealthLevel;
  readonly checks: Readonly<Record<string, HealthOutcomeJson>>;
  readonly checked_at: string;
  readonly history: readonly {
    readonly overall_status: HealthLevel;
    readonly checked_at: string;
    readonly failing: readonly string[];
  }[];
};

export type HealthOutcomeJson = {
  readonly status: HealthLevel;
  readonly message?: string;
  readonly latency_ms: number;
  readonly checked_at: string;
};

/** For people and programs that read JSON. Details of checks have no place there, and may hold what strangers should not see. */
export function formatHealth({
  service,
  overallStatus,
  checks,
  checkedAt,
  history,
}: HealthSummary): HealthSummaryJson {
  return {
    service,
    overall_status: overallStatus,
    checks: Object.fromEntries(
      Object.entries(checks).map(([name, outcome]) => [name, formatOutcome(outcome)]),
    ),
    checked_at: iso(checkedAt),
    history: history.map((entry) => ({
      overall_status: entry.overallStatus,
      checked_at: iso(entry.checkedAt),
      failing: entry.failing,
    })),
  };
}

function formatOutcome({ status, message, latencyMs, checkedAt }: HealthOutcome): HealthOutcomeJson {
  return {
    status,
    ...(message === undefined ? {} : { message }),
    latency_ms: Math.max(0, latencyMs),
    checked_at: iso(checkedAt),
  };
}

function iso(milliseconds: number): string {
  return new Date(milliseconds).toISOString();
}
