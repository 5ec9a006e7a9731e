import type { Telemetry } from "../ports/telemetry.ts";
import { runtimeMetrics } from "../telemetry/names.ts";

/** What a consumer counts beside its messages; one set for all groups, told apart by attribute. */
export function createConsumerCounters(telemetry: Telemetry) {
  const duplicates = telemetry.counter(runtimeMetrics.duplicates.name, runtimeMetrics.duplicates);
  const unhandled = telemetry.counter(runtimeMetrics.unhandled.name, runtimeMetrics.unhandled);
  return (group: string) => {
    const attributes = { "messaging.consumer.group.name": group };
    return {
      duplicate: () => duplicates.add(1, attributes),
      unhandled: () => unhandled.add(1, attributes),
    };
  };
}
