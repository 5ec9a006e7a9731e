import type { CloudEvent } from "@concordat/cloudevents";
import { withCurrentEvent } from "../context/current-event.ts";
import { messageContextOf } from "../context/message-context.ts";
import { busErrors } from "../errors.ts";
import type { Handler } from "../layer.ts";
import type { BatchHandler } from "../layers/batch.ts";
import type { Delivery } from "../ports/transport.ts";
import type { EventBatchHandler, EventHandler } from "./handlers.ts";

export type DispatchOptions = {
  readonly group: string;
  readonly otherwise: EventHandler | undefined;
  readonly onUnhandled: "ignore" | "reject";
  readonly countUnhandled: (event: CloudEvent, address: string) => void;
};

/** Gives each event to the handler of its type, which from then on is what the events it sends were caused by. */
export function dispatch(
  handlers: Readonly<Record<string, EventHandler | undefined>>,
  options: DispatchOptions,
): Handler {
  const byType = new Map(Object.entries(handlers));
  return async (delivery) => {
    const event = eventOf(delivery);
    const handle = byType.get(event.type) ?? options.otherwise;
    if (handle !== undefined) {
      await withCurrentEvent(event, () => handle(event, messageContextOf(event, delivery)));
      return;
    }
    if (options.onUnhandled === "reject")
      throw busErrors.HANDLER_MISSING({ id: event.id, type: event.type, group: options.group });
    options.countUnhandled(event, delivery.address);
  };
}

/** A batch has no single cause: what is sent from within it says itself what it belongs to. */
export function dispatchBatch(handle: EventBatchHandler): BatchHandler {
  return async (deliveries) => {
    const events = deliveries.map(eventOf);
    const contexts = deliveries.map((delivery, index) =>
      messageContextOf(events[index] as CloudEvent, delivery),
    );
    return (await handle(events, contexts)) ?? undefined;
  };
}

/** Inside the layer that refuses what is no event there is always one. */
function eventOf({ content, position }: Delivery): CloudEvent {
  if (content.event === undefined)
    throw busErrors.EVENT_UNREADABLE({ position, violations: content.violations });
  return content.event;
}
