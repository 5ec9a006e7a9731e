import type { Attributes } from "../ports/telemetry.ts";

/**
 * The metrics of OpenTelemetry's messaging conventions, and the few of ours beside them.
 * https://opentelemetry.io/docs/specs/semconv/messaging/messaging-metrics/
 */
export const metricNames = {
  sent: "messaging.client.sent.messages",
  consumed: "messaging.client.consumed.messages",
  operationDuration: "messaging.client.operation.duration",
  processDuration: "messaging.process.duration",
  inFlight: "concordat.consumer.in_flight",
  duplicates: "concordat.consumer.duplicates",
  unhandled: "concordat.consumer.unhandled",
  deadLetters: "concordat.consumer.dead_letters",
  breakerState: "concordat.breaker.state",
  breakerChanges: "concordat.breaker.changes",
} as const;

/** What the conventions recommend for durations, in seconds. */
export const durationBuckets = [
  0.005, 0.01, 0.025, 0.05, 0.075, 0.1, 0.25, 0.5, 0.75, 1, 2.5, 5, 7.5, 10,
] as const;

export type OperationAttributes = {
  readonly system: string;
  readonly operation: "send" | "process";
  readonly address: string;
  readonly group?: string;
};

/** What belongs to a metric: little, so that there are few series. `type` is one of the document's event types, never free text. */
export function metricAttributes({ system, operation, address, group }: OperationAttributes): Attributes {
  return {
    "messaging.system": system,
    "messaging.operation.name": operation,
    "messaging.destination.name": address,
    ...(group === undefined ? {} : { "messaging.consumer.group.name": group }),
  };
}
