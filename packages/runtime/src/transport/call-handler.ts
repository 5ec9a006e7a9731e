import type { Delivery, DeliveryHandler } from "../ports/transport.ts";

/** A handler in JavaScript may answer anything, and may throw before it answers. */
export function callHandler(handler: DeliveryHandler, delivery: Delivery): Promise<void> {
  try {
    return Promise.resolve(handler(delivery));
  } catch (error) {
    return Promise.reject(error);
  }
}
