import type { CloudEvent } from "@concordat/cloudevents";
import type { Layer } from "../layer.ts";
import {
  type Attributes,
  noSpans,
  type Span,
  type Telemetry,
  type TraceContext,
} from "../ports/telemetry.ts";
import type { Delivery } from "../ports/transport.ts";
import { asError } from "./as-error.ts";

/**
 * One span for what becomes of a delivery, all attempts included. It continues the trace that the event carries.
 *
 * Without a span (not sampled, no telemetry) the event's own trace context is what goes on.
 */
export function trace(telemetry: Telemetry, system: string): Layer {
  // Who traces nothing at all is not asked about each delivery.
  if (telemetry.startSpan === noSpans) return (next) => next;
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

function attributesOf({ address, group, content, raw, attempt }: Delivery, system: string): Attributes {
  // In one literal, and what is not always there set after: this is made for each delivery, and spreading costs more than all the rest.
  const about: Record<string, string | number> = {
    "messaging.system": system,
    "messaging.operation.name": "process",
    "messaging.operation.type": "process",
    "messaging.destination.name": address,
    "messaging.consumer.group.name": group,
    "messaging.message.body.size": raw.body.byteLength,
    "concordat.delivery.attempt": attempt,
  };
  const { event } = content;
  return event === undefined ? about : withEvent(about, event);
}

/** Names of OpenTelemetry's CloudEvents conventions. */
export function eventAttributes(event: CloudEvent): Attributes {
  return withEvent({}, event);
}

function withEvent(
  about: Record<string, string | number>,
  { id, source, type, subject, correlationid }: CloudEvent,
): Attributes {
  about["messaging.message.id"] = id;
  about["cloudevents.event_id"] = id;
  about["cloudevents.event_source"] = source;
  about["cloudevents.event_type"] = type;
  if (subject !== undefined) about["cloudevents.event_subject"] = subject;
  if (correlationid !== undefined) about["messaging.message.conversation_id"] = correlationid as string;
  return about;
}
