import { type CloudEvent, extensionOf } from "@concordat/cloudevents";

export type EventBusStreams = {
  /** A stream for each priority. Default `false`: all events of a category in that of `normal`. */
  readonly priorities?: boolean;
  /** With `priorities`: `low` has a stream, too. Default `false`: it is read from that of `normal`. */
  readonly separateLow?: boolean;
};

/**
 * Where an event belongs, by its category and its priority: `events:domain_event:high`. The transport puts the partition behind it, so that keys
 * in Redis are `events:{category}:{priority}:p{n}`. For `addressOf` of a bus.
 */
export function eventBusAddress(event: CloudEvent, streams: EventBusStreams = {}): string {
  return `events:${categoryOf(event)}:${priorityOf(event, streams)}`;
}

/** Where its dead letters belong: `events:domain_event:dlq`. For `addressOf` of `deadLetterAddress`. */
export function eventBusDeadLetters({ address }: { readonly address: string }): string {
  const [start, category] = address.split(":");
  return start === "events" && category !== undefined ? `events:${category}:dlq` : `${address}:dlq`;
}

function categoryOf(event: CloudEvent): string {
  return String(extensionOf(event, "category") ?? "domain_event");
}

function priorityOf(event: CloudEvent, { priorities = false, separateLow = false }: EventBusStreams): string {
  const priority = String(extensionOf(event, "priority") ?? "normal").toLowerCase();
  if (!priorities) return "normal";
  return priority === "low" && !separateLow ? "normal" : priority;
}
