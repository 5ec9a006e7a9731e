import type { CloudEvent } from "@concordat/cloudevents";
import type { Delivery } from "../ports/transport.ts";

/** A message in the hands of a consumer, as a test needs it. */
export function deliveryOf(changes: Partial<Delivery> = {}): Delivery {
  return {
    address: "orders",
    group: "billing",
    key: "1001",
    attempt: 1,
    content: { event: orderPlaced() },
    headers: {},
    raw: { headers: {}, body: new TextEncoder().encode('{"orderId":"1001"}') },
    position: "7",
    receivedAt: Date.UTC(2026, 0, 1),
    signal: new AbortController().signal,
    ...changes,
  };
}

export function orderPlaced(changes: Partial<CloudEvent> & Record<string, unknown> = {}): CloudEvent {
  return Object.freeze({
    specversion: "1.0" as const,
    id: "e-1",
    source: "/orders",
    type: "commerce.order.placed",
    data: { orderId: "1001" },
    ...changes,
  });
}
