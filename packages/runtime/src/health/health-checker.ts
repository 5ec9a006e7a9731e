import { runtimeErrors } from "../errors.ts";
import { describeFailure } from "../failure/describe-failure.ts";
import type { Clock } from "../ports/clock.ts";
import type { HealthCheck, HealthFinding, HealthOutcome } from "./health-check.ts";
import { type HealthLevel, isLevel, overallLevel } from "./health-level.ts";

export type HealthCheckerOptions = {
  /** Whose health it is. */
  readonly service: string;
  readonly clock: Clock;
  /** Critical ones; others are added with `addCheck`. */
  readonly checks?: Readonly<Record<string, HealthCheck>>;
  /** From one run to the next, once it is started. Default 30,000. */
  readonly intervalMs?: number;
  /** For each check. Default 5,000. */
  readonly timeoutMs?: number;
  /** How many earlier summaries are kept. Default 100. */
  readonly historySize?: number;
};

export type HealthChecker = {
  /** From the next run on; what it returns takes it out again. Names are taken once. */
  addCheck(name: string, check: HealthCheck, options?: HealthCheckOptions): () => void;
  /** Runs all checks at once, side by side. Calls that overlap share one run. Never rejects. */
  checkHealth(): Promise<HealthSummary>;
  /** What the last run found, at no cost. Before the first it is `unknown`. */
  latest(): HealthSummary;
  /** Runs now and then at the interval; does not keep the process alive. May be called twice. */
  start(): void;
  /** No run begins any more. Resolves when the one that is under way has ended. May be called twice. */
  stop(): Promise<void>;
};

export type HealthCheckOptions = {
  /** Whether the service cannot serve without it. Default true. */
  readonly critical?: boolean;
};

export type HealthSummary = {
  readonly service: string;
  readonly overallStatus: HealthLevel;
  readonly checks: Readonly<Record<string, HealthOutcome>>;
  /** Milliseconds since 1970. */
  readonly checkedAt: number;
  /** Earlier ones, latest first. */
  readonly history: readonly HealthHistoryEntry[];
};

export type HealthHistoryEntry = {
  readonly overallStatus: HealthLevel;
  readonly checkedAt: number;
  /** Names of the checks that were not healthy. */
  readonly failing: readonly string[];
};

type Part = {
  readonly check: HealthCheck;
  readonly isCritical: boolean;
  /** Since when its last answer is awaited, on the monotonic clock. */
  waitsSince: number | undefined;
};

export function createHealthChecker(options: HealthCheckerOptions): HealthChecker {
  const { service, clock, checks = {}, intervalMs = 30_000, timeoutMs = 5_000, historySize = 100 } = options;
  checkOptions({ intervalMs, timeoutMs, historySize });
  const parts = new Map<string, Part>();
  let summary: HealthSummary = {
    service,
    overallStatus: "unknown",
    checks: {},
    checkedAt: clock.now(),
    history: [],
  };
  let hasRun = false;
  let underWay: Promise<HealthSummary> | undefined;
  let cancelNext: (() => void) | undefined;

  const checker: HealthChecker = {
    addCheck(name, check, { critical = true } = {}) {
      if (parts.has(name)) refuse("checks", `has ${JSON.stringify(name)} twice`);
      const part: Part = { check, isCritical: critical, waitsSince: undefined };
      parts.set(name, part);
      return () => {
        if (parts.get(name) === part) parts.delete(name);
      };
    },
    checkHealth() {
      underWay ??= run().finally(() => {
        underWay = undefined;
      });
      return underWay;
    },
    latest: () => summary,
    start() {
      if (cancelNext === undefined) beat();
    },
    async stop() {
      cancelNext?.();
      cancelNext = undefined;
      await underWay;
    },
  };
  for (const [name, check] of Object.entries(checks)) checker.addCheck(name, check);
  return checker;

  function beat(): void {
    cancelNext = clock.after(intervalMs, beat);
    void checker.checkHealth();
  }

  async function run(): Promise<HealthSummary> {
    const outcomes = await Promise.all(
      [...parts].map(async ([name, part]) => ({
        name,
        isCritical: part.isCritical,
        outcome: await ask(part),
      })),
    );
    const overallStatus = overallLevel(
      outcomes.map(({ outcome: { status }, isCritical }) => ({ status, isCritical })),
    );
    const history = hasRun ? [brief(summary), ...summary.history].slice(0, historySize) : [];
    hasRun = true;
    const found = Object.fromEntries(outcomes.map(({ name, outcome }) => [name, outcome]));
    summary = { service, overallStatus, checks: found, checkedAt: clock.now(), history };
    return summary;
  }

  async function ask(part: Part): Promise<HealthOutcome> {
    const begun = clock.monotonic();
    const finding =
      part.waitsSince === undefined
        ? await answerOf(part)
        : unanswered(`still without an answer after ${Math.round(begun - part.waitsSince)} ms`);
    return { ...finding, latencyMs: clock.monotonic() - begun, checkedAt: clock.now() };
  }

  /** In time, or not at all. A check that hangs is not asked again before it has answered, so that it cannot pile up. */
  function answerOf(part: Part): Promise<HealthFinding> {
    part.waitsSince = clock.monotonic();
    const controller = new AbortController();
    return new Promise((resolve) => {
      const cancel = clock.after(timeoutMs, () => {
        resolve(unanswered(`no answer within ${timeoutMs} ms`));
        controller.abort();
      });
      void findingOf(part.check, controller.signal).then((finding) => {
        part.waitsSince = undefined;
        cancel();
        resolve(finding);
      });
    });
  }
}

/** Never rejects. */
async function findingOf(check: HealthCheck, signal: AbortSignal): Promise<HealthFinding> {
  try {
    const finding = await check(signal);
    // From JavaScript anything may come; what says nothing must not pass for healthy.
    if (isLevel(finding?.status)) return finding;
    return { status: "unhealthy", message: "the check has no status to tell" };
  } catch (thrown) {
    return { status: "unhealthy", message: describeFailure(thrown).message };
  }
}

function unanswered(message: string): HealthFinding {
  return { status: "unknown", message };
}

function brief({ overallStatus, checkedAt, checks }: HealthSummary): HealthHistoryEntry {
  const failing = Object.entries(checks).filter(([, { status }]) => status !== "healthy");
  return { overallStatus, checkedAt, failing: failing.map(([name]) => name) };
}

function checkOptions(options: { intervalMs: number; timeoutMs: number; historySize: number }): void {
  const { intervalMs, timeoutMs, historySize } = options;
  if (!(Number.isFinite(intervalMs) && intervalMs > 0)) refuse("intervalMs", "must be a number above 0");
  if (!(Number.isFinite(timeoutMs) && timeoutMs > 0)) refuse("timeoutMs", "must be a number above 0");
  if (!(Number.isInteger(historySize) && historySize >= 0))
    refuse("historySize", "must be a whole number from 0");
}

function refuse(option: string, trouble: string): never {
  throw runtimeErrors.RUNTIME_OPTION({ option: `health.${option}`, trouble });
}
