import { describeFailure } from "../failure/describe-failure.ts";
import type { Layer } from "../layer.ts";
import type { Clock } from "../ports/clock.ts";
import type { Telemetry } from "../ports/telemetry.ts";
import { durationBuckets, metricAttributes, metricNames } from "../telemetry/names.ts";

/** Counts what is consumed, measures how long it takes, and tells how much is under way. */
export function measure(telemetry: Telemetry, system: string, clock: Clock): Layer {
  const consumed = telemetry.counter(metricNames.consumed, {
    unit: "{message}",
    description: "Messages that were handed to a handler.",
  });
  const duration = telemetry.histogram(metricNames.processDuration, {
    unit: "s",
    description: "How long it took until a message was done with, all attempts included.",
    buckets: durationBuckets,
  });
  const inFlight = telemetry.gauge(metricNames.inFlight, {
    unit: "{message}",
    description: "Messages that are with a handler.",
  });
  const running = new Map<string, number>();
  return (next) => async (delivery) => {
    const { address, group } = delivery;
    const attributes = metricAttributes({ system, operation: "process", address, group });
    const series = JSON.stringify([group, address]);
    const change = (by: number) => {
      const now = (running.get(series) ?? 0) + by;
      running.set(series, now);
      inFlight.set(now, attributes);
    };
    const begun = clock.monotonic();
    const done = (failure?: string) => {
      const said = failure === undefined ? attributes : { ...attributes, "error.type": failure };
      consumed.add(1, said);
      duration.record((clock.monotonic() - begun) / 1000, said);
      change(-1);
    };
    change(1);
    try {
      await next(delivery);
    } catch (error) {
      done(describeFailure(error).type);
      throw error;
    }
    done();
  };
}
