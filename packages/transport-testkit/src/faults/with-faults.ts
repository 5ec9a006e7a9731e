import {
  type Clock,
  type Delivery,
  type DeliveryHandler,
  type OutgoingMessage,
  type PublishResult,
  systemClock,
  type Transport,
} from "@concordat/runtime";
import { testkitErrors } from "../errors.ts";

/**
 * What becomes of a message that is published.
 *
 * - `refused`: it is not sent, and the publisher is told so.
 * - `message-lost`: it is not stored, and the publisher cannot know.
 * - `answer-lost`: it is stored, and the publisher cannot know.
 */
export type PublishFault = "refused" | "message-lost" | "answer-lost";

/**
 * What becomes of a message that was handed over.
 *
 * - `acknowledgement-lost`: it is handled, nobody hears of it, and it comes again: a duplicate.
 */
export type HandleFault = "acknowledgement-lost";

/** Asked for every message; `undefined` where nothing goes wrong. */
export type FaultPlan = {
  readonly publish?: (message: OutgoingMessage) => PublishFault | undefined;
  readonly handle?: (delivery: Delivery) => HandleFault | undefined;
  /** Every publish takes this much longer. Default 0. */
  readonly publishDelayMs?: number;
  /** Every message reaches its handler this much later. Default 0. */
  readonly handleDelayMs?: number;
  readonly clock?: Clock;
};

export type FaultyTransport = Transport & {
  /** How often each fault happened: a test of faults that never happened shows nothing. */
  readonly planted: Readonly<Record<PublishFault | HandleFault, number>>;
};

/** A transport on which things go wrong as planned. It keeps every promise: what goes wrong is what may go wrong on any network. */
export function withFaults(transport: Transport, plan: FaultPlan): FaultyTransport {
  const { clock = systemClock, publishDelayMs = 0, handleDelayMs = 0 } = plan;
  const planted = { refused: 0, "message-lost": 0, "answer-lost": 0, "acknowledgement-lost": 0 };

  async function publish(messages: readonly OutgoingMessage[]): Promise<readonly PublishResult[]> {
    const faults = messages.map((message) => plan.publish?.(message));
    for (const fault of faults) if (fault !== undefined) planted[fault] += 1;
    if (publishDelayMs > 0) await clock.sleep(publishDelayMs);
    const sent = messages.filter((_, index) => isSent(faults[index]));
    const results = (await transport.publish(sent))[Symbol.iterator]();
    return messages.map(({ address }, index) => {
      const fault = faults[index];
      const result: PublishResult | undefined = isSent(fault) ? results.next().value : undefined;
      if (result !== undefined && (fault === undefined || result.status !== "stored")) return result;
      const error = testkitErrors.FAULT_PLANTED({ fault: fault ?? "none", what: `at ${address}` });
      return { status: fault === "refused" ? "refused" : "unknown", error };
    });
  }

  function faulty(handler: DeliveryHandler): DeliveryHandler {
    return async (delivery) => {
      if (handleDelayMs > 0) await clock.sleep(handleDelayMs);
      await handler(delivery);
      const fault = plan.handle?.(delivery);
      if (fault === undefined) return;
      planted[fault] += 1;
      throw testkitErrors.FAULT_PLANTED({ fault, what: `for ${delivery.group} at ${delivery.address}` });
    };
  }

  return {
    name: transport.name,
    capabilities: transport.capabilities,
    planted,
    publish,
    subscribe: (options, handler) => transport.subscribe(options, faulty(handler)),
    health: () => transport.health(),
    ...(transport.lag && { lag: transport.lag.bind(transport) }),
    close: () => transport.close(),
  };
}

function isSent(fault: PublishFault | undefined): boolean {
  return fault === undefined || fault === "answer-lost";
}
