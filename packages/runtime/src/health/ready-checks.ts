import type { CircuitState } from "../breaker/create-circuit-breaker.ts";
import type { Transport } from "../ports/transport.ts";
import type { HealthCheck } from "./health-check.ts";

/** What the transport says of its broker. */
export function transportCheck(transport: Pick<Transport, "health">): HealthCheck {
  return () => transport.health();
}

/** A bus serves while it runs, and not before or after. */
export function busCheck(bus: { readonly state: string }): HealthCheck {
  return () => ({ status: bus.state === "running" ? "healthy" : "unhealthy", message: bus.state });
}

/** Any open breaker is a handler that gets nothing to do: the service is degraded, and goes on with the others. */
export function breakersCheck(breakers: {
  readonly all: readonly { readonly name: string; readonly state: CircuitState }[];
}): HealthCheck {
  return () => {
    const states = breakers.all.map(({ name, state }) => ({ name, state }));
    const named = (wanted: CircuitState) =>
      states.filter(({ state }) => state === wanted).map(({ name }) => name);
    const [open, halfOpen] = [named("open"), named("half-open")];
    const remarks = [
      ...(open.length === 0 ? [] : [`${open.length} of ${states.length} open: ${open.join(", ")}`]),
      ...(halfOpen.length === 0
        ? []
        : [`${halfOpen.length} of ${states.length} half open: ${halfOpen.join(", ")}`]),
    ];
    return {
      status: open.length === 0 ? "healthy" : "degraded",
      message: remarks.length === 0 ? `${states.length} closed` : remarks.join("; "),
    };
  };
}
