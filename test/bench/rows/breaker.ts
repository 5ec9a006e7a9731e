import { inProcess, inProcessAsync } from "../in-process.ts";
import type { Row } from "./row.ts";

export const breaker: Row = {
  name: "breaker",
  description: "the circuit breaker's gate, and what retry and breaker cost around a handler",
  async cases() {
    const runtime = await import("@concordat/runtime");
    const { circuitBreaker, createCircuitBreaker, createRetryStatistics, exponential, retry, stack } =
      runtime;
    const { createDelivery, createSampleEvent } = await import("@concordat/runtime/fakes");
    const clock = runtime.systemClock;
    const gate = createCircuitBreaker({ clock });
    const shut = createCircuitBreaker({ clock, failureThreshold: 1, openMs: 3_600_000 });
    shut.fail(shut.tryEnter() ?? Number.NaN);
    const { eventText } = await import("../documents.ts");
    const delivery = createDelivery({ event: createSampleEvent({ data: JSON.parse(eventText(600)) }) });
    const handler = async () => {};
    const guarded = circuitBreaker(createCircuitBreaker({ clock }))(handler);
    const retried = retry(exponential(), { clock })(handler);
    const options = { clock, handler: "billing", statistics: createRetryStatistics() };
    const both = stack(
      retry(exponential(), options),
      circuitBreaker(createCircuitBreaker({ clock })),
    )(handler);
    return [
      {
        name: "the gate",
        baseline: inProcess("a call that does nothing", () => {}),
        subjects: [
          inProcess("closed: enter and succeed", () => {
            const token = gate.tryEnter();
            if (token !== undefined) gate.succeed(token);
          }),
          inProcess("open: refused", () => shut.tryEnter()),
        ],
      },
      {
        name: "around a handler that does nothing, an event of 600 bytes",
        baseline: inProcessAsync("the handler alone", () => handler()),
        subjects: [
          inProcessAsync("breaker", () => guarded(delivery)),
          inProcessAsync("retry", () => retried(delivery)),
          inProcessAsync("retry with statistics, breaker inside", () => both(delivery)),
        ],
      },
    ];
  },
};
