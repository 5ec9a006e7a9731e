import type { HealthLevel } from "./health-level.ts";

/** Looks at one part. Rejecting says `unhealthy`, in the words of the error. The signal is aborted when nobody waits for the answer any more. */
export type HealthCheck = (signal: AbortSignal) => HealthFinding | Promise<HealthFinding>;

export type HealthFinding = {
  readonly status: HealthLevel;
  /** What is wrong, or a remark on what is right, in words for an operator. */
  readonly message?: string;
  readonly details?: Readonly<Record<string, unknown>>;
};

/** What a check found, when, and how long that took. Times are milliseconds since 1970. */
export type HealthOutcome = HealthFinding & { readonly latencyMs: number; readonly checkedAt: number };
