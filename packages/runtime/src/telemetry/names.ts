import type { Attributes } from "../ports/telemetry.ts";

/** One thing that is measured: what OpenTelemetry is told, and what the reference page says. */
export type Metric = {
  readonly kind: "counter" | "gauge" | "histogram";
  readonly name: string;
  readonly unit: string;
  readonly description: string;
  /** What tells its series apart; with `?` where it is not always there. */
  readonly attributes: readonly string[];
};

const operation = ["messaging.system", "messaging.operation.name", "messaging.destination.name"] as const;
const group = "messaging.consumer.group.name";

/**
 * All that the runtime measures: the metrics of OpenTelemetry's messaging conventions, and the few of ours beside them.
 * https://opentelemetry.io/docs/specs/semconv/messaging/messaging-metrics/
 */
export const runtimeMetrics = {
  sent: {
    kind: "counter",
    name: "messaging.client.sent.messages",
    unit: "{message}",
    description: "Messages that were handed to the broker, with what became of them.",
    attributes: [...operation, "error.type?"],
  },
  operationDuration: {
    kind: "histogram",
    name: "messaging.client.operation.duration",
    unit: "s",
    description: "How long it took until the fate of a message was known.",
    attributes: [...operation, "error.type?"],
  },
  consumed: {
    kind: "counter",
    name: "messaging.client.consumed.messages",
    unit: "{message}",
    description: "Messages that were handed to a handler.",
    attributes: [...operation, group, "error.type?"],
  },
  processDuration: {
    kind: "histogram",
    name: "messaging.process.duration",
    unit: "s",
    description: "How long it took until a message was done with, all attempts included.",
    attributes: [...operation, group, "error.type?"],
  },
  sending: {
    kind: "gauge",
    name: "concordat.producer.in_flight",
    unit: "{message}",
    description: "Messages that the broker has not answered yet.",
    attributes: ["messaging.system"],
  },
  inFlight: {
    kind: "gauge",
    name: "concordat.consumer.in_flight",
    unit: "{message}",
    description: "Messages that are with a handler.",
    attributes: [...operation, group],
  },
  lag: {
    kind: "gauge",
    name: "concordat.consumer.lag",
    unit: "{message}",
    description: "Messages at an address that the group has not handled; 0 once nobody here reads it.",
    attributes: ["messaging.system", "messaging.destination.name", group],
  },
  failedAttempts: {
    kind: "counter",
    name: "concordat.consumer.failed_attempts",
    unit: "{attempt}",
    description: "Attempts of handlers that failed, by error.",
    attributes: [group, "error.type"],
  },
  retries: {
    kind: "counter",
    name: "concordat.consumer.retries",
    unit: "{attempt}",
    description: "Attempts after the first, by how they ended.",
    attributes: [group, "concordat.retry.outcome"],
  },
  duplicates: {
    kind: "counter",
    name: "concordat.consumer.duplicates",
    unit: "{message}",
    description: "Messages whose event was handled before.",
    attributes: [group],
  },
  unhandled: {
    kind: "counter",
    name: "concordat.consumer.unhandled",
    unit: "{message}",
    description: "Messages of types that no handler cares for.",
    attributes: [group],
  },
  deadLetters: {
    kind: "counter",
    name: "concordat.consumer.dead_letters",
    unit: "{message}",
    description: "Messages that were given up, by reason.",
    attributes: [group, "concordat.dead_letter.reason"],
  },
  breakerState: {
    kind: "gauge",
    name: "concordat.breaker.state",
    unit: "{state}",
    description: "0 closed, 1 half-open, 2 open.",
    attributes: ["concordat.breaker.name"],
  },
  breakerChanges: {
    kind: "counter",
    name: "concordat.breaker.changes",
    unit: "{change}",
    description: "Changes of state of circuit breakers.",
    attributes: ["concordat.breaker.name", "concordat.breaker.to"],
  },
} as const satisfies Readonly<Record<string, Metric>>;

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
