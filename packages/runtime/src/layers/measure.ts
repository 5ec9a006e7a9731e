import { describeFailure } from "../failure/describe-failure.ts";
import type { Layer } from "../layer.ts";
import type { Clock } from "../ports/clock.ts";
import type { Attributes, Telemetry } from "../ports/telemetry.ts";
import { durationBuckets, metricAttributes, runtimeMetrics } from "../telemetry/names.ts";

/** Counts what is consumed, measures how long it takes, and tells how much is under way. */
export function measure(telemetry: Telemetry, system: string, clock: Clock): Layer {
  const consumed = telemetry.counter(runtimeMetrics.consumed.name, runtimeMetrics.consumed);
  const duration = telemetry.histogram(runtimeMetrics.processDuration.name, {
    ...runtimeMetrics.processDuration,
    buckets: durationBuckets,
  });
  const inFlight = telemetry.gauge(runtimeMetrics.inFlight.name, runtimeMetrics.inFlight);
  const seriesOf = createSeries(system);
  return (next) => async (delivery) => {
    const series = seriesOf(delivery.group, delivery.address);
    const { attributes } = series;
    const change = (by: number) => {
      series.running += by;
      inFlight.set(series.running, attributes);
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

/** What the messages of one group at one address are counted under, and how many of them are under way. */
type Series = { readonly attributes: Attributes; running: number };

/** Made once for each pair: a message should not pay for it. */
function createSeries(system: string): (group: string, address: string) => Series {
  const groups = new Map<string, Map<string, Series>>();
  return (group, address) => {
    let addresses = groups.get(group);
    if (addresses === undefined) {
      addresses = new Map();
      groups.set(group, addresses);
    }
    let series = addresses.get(address);
    if (series === undefined) {
      const attributes = metricAttributes({ system, operation: "process", address, group });
      series = { attributes, running: 0 };
      addresses.set(address, series);
    }
    return series;
  };
}
