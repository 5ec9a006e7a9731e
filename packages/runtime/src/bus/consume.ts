import type { CloudEvent } from "@concordat/cloudevents";
import { busErrors } from "../errors.ts";
import { type Handler, stack } from "../layer.ts";
import { batchHandler } from "../layers/batch.ts";
import { dedupe } from "../layers/dedupe.ts";
import { log } from "../layers/log.ts";
import { measure } from "../layers/measure.ts";
import { timeout } from "../layers/timeout.ts";
import { trace } from "../layers/trace.ts";
import { validate as validateLayer } from "../layers/validate.ts";
import type { Clock } from "../ports/clock.ts";
import type { Logger } from "../ports/logger.ts";
import type { Telemetry } from "../ports/telemetry.ts";
import type { Transport } from "../ports/transport.ts";
import type { EventValidators } from "../ports/validate.ts";
import { metricNames } from "../telemetry/names.ts";
import type { Consumer } from "./bus.ts";
import type { ConsumeOptions } from "./consume-options.ts";
import { digestOfEvent } from "./digest-of-event.ts";
import { dispatch, dispatchBatch } from "./dispatch.ts";
import type { EventMap } from "./events.ts";
import type { BatchConsumption, EventHandler, HandlerMap } from "./handlers.ts";

export type ConsumeParts = {
  readonly transport: Transport;
  readonly addressOf: (type: string) => string;
  readonly validate: EventValidators;
  readonly telemetry: Telemetry;
  readonly logger: Logger;
  readonly clock: Clock;
};

type Consumption = HandlerMap<EventMap> | BatchConsumption<EventMap>;

/** Puts the layers around the handlers, and the whole under the transport. */
export function createConsume(parts: ConsumeParts) {
  const { transport, addressOf, telemetry } = parts;
  const counters = {
    duplicates: telemetry.counter(metricNames.duplicates, {
      unit: "{message}",
      description: "Messages whose event was handled before.",
    }),
    unhandled: telemetry.counter(metricNames.unhandled, {
      unit: "{message}",
      description: "Messages of types that no handler cares for.",
    }),
  };
  return async (group: string, consumption: Consumption, options: ConsumeOptions): Promise<Consumer> => {
    const types = typesOf(consumption);
    const addresses = [...new Set([...types.map(addressOf), ...(options.addresses ?? [])])];
    if (addresses.length === 0)
      throw busErrors.BUS_OPTION({ option: "handlers", trouble: "name no type, and there are no addresses" });
    const count = (counter: {
      add: (value: number, attributes: { "messaging.consumer.group.name": string }) => void;
    }) => counter.add(1, { "messaging.consumer.group.name": group });
    const inner = innermost(group, consumption, options, parts.clock, () => count(counters.unhandled));
    const handler = layersFor(group, options, parts, () => count(counters.duplicates))(inner);
    const subscription = await transport.subscribe(subscribeOptions(group, addresses, options), handler);
    return {
      group,
      resize: (maxInFlight) => subscription.resize(maxInFlight),
      close: (closeOptions) => subscription.close(closeOptions),
      closed: subscription.closed,
    };
  };
}

/** The order is the table of contents: what stands first is outermost. */
function layersFor(
  group: string,
  { onInvalid, inbox, timeoutMs, layers = [] }: ConsumeOptions,
  { transport, validate, telemetry, logger, clock }: ConsumeParts,
  countDuplicate: () => void,
) {
  return stack(
    trace(telemetry, transport.name),
    measure(telemetry, transport.name, clock),
    log(logger, clock),
    validateLayer({
      logger,
      ...(validate.incoming === undefined ? {} : { validate: validate.incoming }),
      ...(onInvalid === undefined ? {} : { onInvalid }),
    }),
    ...(inbox === undefined
      ? []
      : [dedupe({ inbox, consumer: group, digest: digestOfEvent, onDuplicate: countDuplicate })]),
    ...(timeoutMs === undefined ? [] : [timeout(timeoutMs, clock)]),
    ...layers,
  );
}

function innermost(
  group: string,
  consumption: Consumption,
  { otherwise, onUnhandled = "ignore" }: ConsumeOptions,
  clock: Clock,
  countUnhandled: (event: CloudEvent) => void,
): Handler {
  if (!isBatch(consumption)) {
    const handlers = consumption as Readonly<Record<string, EventHandler | undefined>>;
    return dispatch(handlers, { group, otherwise, onUnhandled, countUnhandled });
  }
  const { handle, maxCount = 100, maxWaitMs = 500 } = consumption;
  return batchHandler(dispatchBatch(handle), { maxCount, maxWaitMs, clock });
}

function typesOf(consumption: Consumption): readonly string[] {
  return isBatch(consumption) ? consumption.types : Object.keys(consumption);
}

/** A type string has a dot or is at least no function under `handle` beside a list under `types`. */
function isBatch(consumption: Consumption): consumption is BatchConsumption<EventMap> {
  return Array.isArray((consumption as { types?: unknown }).types);
}

function subscribeOptions(group: string, addresses: readonly string[], options: ConsumeOptions) {
  const { from, maxInFlight, order, redeliverAfterMs, signal } = options;
  return {
    group,
    addresses,
    ...(from === undefined ? {} : { from }),
    ...(maxInFlight === undefined ? {} : { maxInFlight }),
    ...(order === undefined ? {} : { order }),
    ...(redeliverAfterMs === undefined ? {} : { redeliverAfterMs }),
    ...(signal === undefined ? {} : { signal }),
  };
}
