import type { CloudEvent } from "@concordat/cloudevents";
import type { Delivery } from "../ports/transport.ts";

/** A delivery as a transport would hand it out, for tests of layers and handlers; whatever is given stands. */
export function createDelivery(given: Partial<Delivery> & { readonly event?: CloudEvent } = {}): Delivery {
  const { event = createSampleEvent(), ...rest } = given;
  return {
    address: event.type,
    group: "group",
    key: undefined,
    attempt: 1,
    content: { event },
    headers: {},
    raw: { headers: {}, body: new TextEncoder().encode(JSON.stringify(event)) },
    position: "1",
    receivedAt: Date.UTC(2026, 0, 1),
    signal: new AbortController().signal,
    ...rest,
  };
}

export function createSampleEvent(given: Partial<CloudEvent> = {}): CloudEvent {
  return Object.freeze({
    specversion: "1.0",
    id: "1",
    source: "/oms/main",
    type: "com.example.happened",
    datacontenttype: "application/json",
    data: { name: "User" },
    ...given,
  });
}
