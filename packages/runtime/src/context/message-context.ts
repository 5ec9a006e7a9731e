import type { CloudEvent } from "@concordat/cloudevents";
import type { Delivery } from "../ports/transport.ts";

/** What a handler is told beside the event: where it came from, and when to give up. */
export type MessageContext = {
  readonly messageId: string;
  readonly correlationId: string | undefined;
  readonly causationId: string | undefined;
  readonly traceparent: string | undefined;
  readonly address: string;
  readonly group: string;
  readonly key: string | undefined;
  /** Its place at the broker, in the broker's own words. */
  readonly position: string;
  /** How often it was handed out by the broker, this time included. */
  readonly attempt: number;
  readonly receivedAt: Date;
  /** Aborted when the handler need not go on: it took too long, or the message is somebody else's by now. */
  readonly signal: AbortSignal;
};

export function messageContextOf(event: CloudEvent, delivery: Delivery): MessageContext {
  return {
    messageId: event.id,
    correlationId: event.correlationid,
    causationId: event.causationid,
    traceparent: event.traceparent,
    address: delivery.address,
    group: delivery.group,
    key: delivery.key,
    position: delivery.position,
    attempt: delivery.attempt,
    receivedAt: new Date(delivery.receivedAt),
    signal: delivery.signal,
  };
}
