import type { CloudEvent } from "@concordat/cloudevents";
import type { Layer } from "../layer.ts";
import type { Span, Telemetry, TraceContext } from "../ports/telemetry.ts";
import type { Delivery } from "../ports/transport.ts";
import { metricAttributes } from "../telemetry/names.ts";
import { asError } from "./as-error.ts";

/**
 * One span for what becomes of a delivery, all attempts included. It continues the trace that the event carries.
 *
 * Without a span (not sampled, no telemetry) the event's own trace context is what goes on.
 */
export function trace(telemetry: Telemetry, system: string): Layer {
  return (next) => (delivery) => {
    const { event } = delivery.content;
    const parent = event === undefined ? undefined : traceOf(event);
    const span = telemetry.startSpan(`process ${delivery.address}`, {
      kind: "consumer",
      ...(parent === undefined ? {} : { parent }),
      attributes: attributesOf(delivery, system),
    });
    return span === undefined ? next(delivery) : within(span, () => next(delivery));
  };
}

export function traceOf({ traceparent, tracestate }: CloudEvent): TraceContext | undefined {
  if (traceparent === undefined) return undefined;
  return tracestate === undefined ? { traceparent } : { traceparent, tracestate };
}

async function within(span: Span, run: () => Promise<void>): Promise<void> {
  try {
    await span.within(run);
  } catch (error) {
    span.end(asError(error));
    throw error;
  }
  span.end();
}

function attributesOf({ address, group, content, raw, attempt }: Delivery, system: string) {
  return {
    ...metricAttributes({ system, operation: "process", address, group }),
    "messaging.operation.type": "process",
    "messaging.message.body.size": raw.body.byteLength,
    "concordat.delivery.attempt": attempt,
    ...(content.event === undefined ? {} : eventAttributes(content.event)),
  };
}

/** Names of OpenTelemetry's CloudEvents conventions. */
export function eventAttributes({ id, source, type, subject, correlationid }: CloudEvent) {
  return {
    "messaging.message.id": id,
    "cloudevents.event_id": id,
    "cloudevents.event_source": source,
    "cloudevents.event_type": type,
    ...(subject === undefined ? {} : { "cloudevents.event_subject": subject }),
    ...(correlationid === undefined ? {} : { "messaging.message.conversation_id": correlationid }),
  };
}
