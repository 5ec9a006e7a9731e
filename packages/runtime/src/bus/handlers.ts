import type { CloudEvent } from "@concordat/cloudevents";
import type { MessageContext } from "../context/message-context.ts";
import type { EventMap, EventOf } from "./events.ts";

/**
 * Does what an event calls for. When its promise resolves the event is handled, for good; when it rejects, or the function
 * throws, it is not, and the layers decide what comes next. May be called again with the same event at any time.
 */
export type EventHandler<Event extends CloudEvent = CloudEvent> = (
  event: Event,
  context: MessageContext,
) => Promise<void> | void;

/** One handler for each type that the group cares for. */
export type HandlerMap<Events extends EventMap> = {
  readonly [Type in keyof Events & string]?: EventHandler<CloudEvent<Type, Events[Type]>>;
};

/** Many events at once. Resolves when all are handled, or with what went wrong with each, `undefined` where nothing did. */
export type EventBatchHandler<Event extends CloudEvent = CloudEvent> = (
  events: readonly Event[],
  contexts: readonly MessageContext[],
) => Promise<readonly (Error | undefined)[]> | Promise<void>;

export type BatchConsumption<Events extends EventMap> = {
  readonly types: readonly (keyof Events & string)[];
  readonly handle: EventBatchHandler<EventOf<Events>>;
  /** Default 100. So many are in flight at once, 16 at least, where `maxInFlight` says nothing else; with fewer a batch is never full. */
  readonly maxCount?: number;
  /** Default 500. Must be less than `timeoutMs` and `redeliverAfterMs`, which run meanwhile. */
  readonly maxWaitMs?: number;
};
