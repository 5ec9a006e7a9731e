import type { Delivery, DeliveryHandler } from "../ports/transport.ts";
import { HandedOut } from "./handed-out.ts";

const frugal = new WeakSet<DeliveryHandler>();

/**
 * A handler that reads members of a delivery by their names, never copies it with `...`, and hands it to nobody who may, unless through
 * `wholeDelivery`. To give a delivery members of its own that are made on demand costs more than all others together.
 */
export function markAsFrugal(handler: DeliveryHandler): DeliveryHandler {
  frugal.add(handler);
  return handler;
}

/** How a transport calls it: whoever is not known to be frugal gets deliveries with all of their members as their own. */
export function receiverOf(handler: DeliveryHandler): DeliveryHandler {
  return frugal.has(handler) ? handler : (delivery) => handler(wholeDelivery(delivery));
}

/** With all of its members as its own. */
export function wholeDelivery(delivery: Delivery): Delivery {
  return HandedOut.is(delivery) ? delivery.whole() : delivery;
}
