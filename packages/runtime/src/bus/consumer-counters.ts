import type { Telemetry } from "../ports/telemetry.ts";
import { metricNames } from "../telemetry/names.ts";

/** What a consumer counts beside its messages; one set for all groups, told apart by attribute. */
export function createConsumerCounters(telemetry: Telemetry) {
  const duplicates = telemetry.counter(metricNames.duplicates, {
    unit: "{message}",
    description: "Messages whose event was handled before.",
  });
  const unhandled = telemetry.counter(metricNames.unhandled, {
    unit: "{message}",
    description: "Messages of types that no handler cares for.",
  });
  return (group: string) => {
    const attributes = { "messaging.consumer.group.name": group };
    return {
      duplicate: () => duplicates.add(1, attributes),
      unhandled: () => unhandled.add(1, attributes),
    };
  };
}
