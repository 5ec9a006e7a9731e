import type { CloudEvent } from "@concordat/cloudevents";

export function eventOf(id: string, data: unknown = { id }): CloudEvent {
  return {
    specversion: "1.0",
    id,
    source: "/shop",
    type: "com.example.order.placed",
    time: "2026-01-25T09:00:00Z",
    datacontenttype: "application/json",
    data,
  } as CloudEvent;
}
