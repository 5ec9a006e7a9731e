import type { Delivery } from "./ports/transport.ts";

/**
 * Does something with a delivery.
 *
 * Resolves when the message is done with, for good. Rejects when it is not: the layer outside decides what that means, and
 * outside the last one the transport gives the message back to its group.
 */
export type Handler = (delivery: Delivery) => Promise<void>;

/** Behaviour around a handler: retry, time-out, dead letters … Knows no broker, and no other layer. */
export type Layer = (next: Handler) => Handler;

/** The first layer is the outermost: `stack(trace, retry)` traces all attempts as one. */
export function stack(...layers: readonly Layer[]): Layer {
  return (handler) => layers.reduceRight((next, layer) => layer(next), handler);
}

/** A handler that throws at once is one that rejects, for whoever does not await it. */
export function call(handler: Handler, delivery: Delivery): Promise<void> {
  try {
    return Promise.resolve(handler(delivery));
  } catch (error) {
    return Promise.reject(error);
  }
}
