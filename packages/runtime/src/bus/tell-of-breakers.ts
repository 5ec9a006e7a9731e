import type { CircuitBreakers } from "../breaker/circuit-breakers.ts";
import type { CircuitState } from "../breaker/create-circuit-breaker.ts";
import type { Logger } from "../ports/logger.ts";
import type { Telemetry } from "../ports/telemetry.ts";
import { runtimeMetrics } from "../telemetry/names.ts";

/** As a number for a chart: the higher, the less gets through. */
const levels: Readonly<Record<CircuitState, number>> = { closed: 0, "half-open": 1, open: 2 };

/** A breaker that opens keeps events waiting, so its changes are written down and shown. */
export function tellOfBreakers(breakers: CircuitBreakers, telemetry: Telemetry, logger: Logger): void {
  const state = telemetry.gauge(runtimeMetrics.breakerState.name, runtimeMetrics.breakerState);
  const changes = telemetry.counter(runtimeMetrics.breakerChanges.name, runtimeMetrics.breakerChanges);
  // A chart and an alert need one that never opened, too.
  for (const { name, state: now } of breakers.all) state.set(levels[now], { "concordat.breaker.name": name });
  breakers.onChange(({ name, from, to, because }) => {
    const attributes = { "concordat.breaker.name": name };
    state.set(levels[to], attributes);
    changes.add(1, { ...attributes, "concordat.breaker.to": to });
    // Called on the logger: it may be an object of a class.
    logger[to === "open" ? "warn" : "info"]("circuit breaker changed", { breaker: name, from, to, because });
  });
}
