import type { CloudEvent } from "@concordat/cloudevents";
import { withCurrentEvent } from "../context/current-event.ts";
import { messageContextOf } from "../context/message-context.ts";
import { busErrors } from "../errors.ts";
import type { Handler } from "../layer.ts";
import type { BatchHandler } from "../layers/batch.ts";
import type { Delivery } from "../ports/transport.ts";
import type { EventBatchHandler, EventHandler } from "./handlers.ts";

/** What a handler sends was caused by the event it handles. */
export function handleEvent(handle: EventHandler): Handler {
  return (delivery) => {
    try {
      const event = eventOf(delivery);
      const context = messageContextOf(event, delivery);
      const handled = withCurrentEvent(event, () => handle(event, context));
      return handled === undefined ? done : Promise.resolve(handled);
    } catch (error) {
      return Promise.reject(error);
    }
  };
}

const done = Promise.resolve();

/** A batch has no single cause: what is sent from within it says itself what it belongs to. */
export function handleEvents(handle: EventBatchHandler): BatchHandler {
  return async (deliveries) => {
    const events = deliveries.map(eventOf);
    const contexts = deliveries.map((delivery, index) =>
      messageContextOf(events[index] as CloudEvent, delivery),
    );
    // A transport in this process may hand over from within the code that sent, and so from within another handler.
    return (await withCurrentEvent(undefined, () => handle(events, contexts))) ?? undefined;
  };
}

export type DispatchOptions = {
  readonly group: string;
  readonly otherwise: Handler | undefined;
  readonly onUnhandled: "ignore" | "reject";
  readonly countUnhandled: () => void;
};

/** Gives each delivery to the handler of its event's type. */
export function dispatch(byType: ReadonlyMap<string, Handler>, options: DispatchOptions): Handler {
  const { group, otherwise, onUnhandled, countUnhandled } = options;
  return (delivery) => {
    const handler = byType.get(delivery.content.event?.type ?? "") ?? otherwise;
    return handler === undefined ? leaveUnhandled(delivery) : handler(delivery);
  };

  async function leaveUnhandled(delivery: Delivery): Promise<void> {
    const { id, type } = eventOf(delivery);
    if (onUnhandled === "reject") throw busErrors.HANDLER_MISSING({ id, type, group });
    countUnhandled();
  }
}

/** Inside the layer that refuses what is no event there is always one. */
function eventOf({ content, position }: Delivery): CloudEvent {
  if (content.event === undefined)
    throw busErrors.EVENT_UNREADABLE({ position, violations: content.violations });
  return content.event;
}
