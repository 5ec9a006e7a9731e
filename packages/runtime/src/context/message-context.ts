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
  return new ContextOfDelivery(event, delivery);
}

/** The signal is asked for when the handler asks for it; it is a member of the object all the same, for those who take it apart. */
class ContextOfDelivery implements MessageContext {
  readonly messageId: string;
  readonly correlationId: string | undefined;
  readonly causationId: string | undefined;
  readonly traceparent: string | undefined;
  readonly address: string;
  readonly group: string;
  readonly key: string | undefined;
  readonly position: string;
  readonly attempt: number;
  readonly receivedAt: Date;
  declare readonly signal: AbortSignal;
  readonly #delivery: Delivery;

  constructor(event: CloudEvent, delivery: Delivery) {
    this.messageId = event.id;
    this.correlationId = event.correlationid;
    this.causationId = event.causationid;
    this.traceparent = event.traceparent;
    this.address = delivery.address;
    this.group = delivery.group;
    this.key = delivery.key;
    this.position = delivery.position;
    this.attempt = delivery.attempt;
    this.receivedAt = new Date(delivery.receivedAt);
    this.#delivery = delivery;
    Object.defineProperty(this, "signal", ContextOfDelivery.#signalAccessor);
  }

  static readonly #signalAccessor: PropertyDescriptor = {
    get(this: ContextOfDelivery) {
      return this.#delivery.signal;
    },
    enumerable: true,
    configurable: true,
  };
}
