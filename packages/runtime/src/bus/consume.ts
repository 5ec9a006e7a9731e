import { circuitBreaker } from "../breaker/circuit-breaker.ts";
import { type CircuitBreakers, createCircuitBreakers } from "../breaker/circuit-breakers.ts";
import { deadLetter } from "../dead-letters/dead-letter.ts";
import { runtimeErrors } from "../errors.ts";
import { type Handler, type Layer, stack } from "../layer.ts";
import { batchHandler } from "../layers/batch.ts";
import { dedupe } from "../layers/dedupe.ts";
import { log } from "../layers/log.ts";
import { measure } from "../layers/measure.ts";
import { timeout } from "../layers/timeout.ts";
import { trace } from "../layers/trace.ts";
import { validate as validateLayer } from "../layers/validate.ts";
import type { Clock } from "../ports/clock.ts";
import type { DeadLetterSink } from "../ports/dead-letter-store.ts";
import { type Logger, noLogger } from "../ports/logger.ts";
import { defaultMaxInFlight, defaultRedeliverAfterMs } from "../ports/subscribe-settings.ts";
import { noTelemetry, type Telemetry } from "../ports/telemetry.ts";
import type { Transport } from "../ports/transport.ts";
import type { EventValidators } from "../ports/validate.ts";
import { retry } from "../retry/retry.ts";
import { exponential } from "../retry/retry-policy.ts";
import type { RetryStatistics } from "../retry/retry-statistics.ts";
import { markAsFrugal, wholeDelivery } from "../transport/frugal-handlers.ts";
import type { Consumer } from "./bus.ts";
import type { ConsumeOptions } from "./consume-options.ts";
import { createConsumerCounters } from "./consumer-counters.ts";
import { digestOfEvent } from "./digest-of-event.ts";
import { dispatch, handleEvent, handleEvents } from "./dispatch.ts";
import type { EventMap } from "./events.ts";
import type { BatchConsumption, EventHandler, HandlerMap } from "./handlers.ts";
import { tellOfBreakers } from "./tell-of-breakers.ts";
import { tellOfDeadLetters } from "./tell-of-dead-letters.ts";
import { tellOfRetries } from "./tell-of-retries.ts";

export type ConsumeParts = {
  readonly transport: Transport;
  readonly addressOf: (type: string) => string;
  readonly validate: EventValidators;
  readonly deadLetters: DeadLetterSink | undefined;
  readonly statistics: RetryStatistics;
  readonly telemetry: Telemetry;
  readonly logger: Logger;
  readonly clock: Clock;
};

type Consumption = HandlerMap<EventMap> | BatchConsumption<EventMap>;

/** Puts the layers around the handlers, and the whole under the transport. */
export function createConsume(parts: ConsumeParts) {
  const { transport, addressOf, clock } = parts;
  const countersOf = createConsumerCounters(parts.telemetry);
  const countingRetries = tellOfRetries(parts.telemetry);
  // One for all: members of one group in this process are one number, what is under way with the group.
  const measured = measure(parts.telemetry, transport.name, clock);
  return async (group: string, consumption: Consumption, options: ConsumeOptions): Promise<Consumer> => {
    const addresses = addressesOf(consumption, options, addressOf);
    if (isBatch(consumption)) checkWaits(consumption, options);
    const count = countersOf(group);
    const stopping = new AbortController();
    const breakers = createCircuitBreakers({ clock, ...options.breaker });
    const statistics = countingRetries(parts.statistics, group);
    const around = (name: string) =>
      aroundHandler(name, group, options, { statistics, clock }, breakers, stopping.signal);
    const { otherwise, onUnhandled = "ignore" } = options;
    const byType = dispatch(handlersByType(consumption, around, clock), {
      group,
      otherwise: otherwise && around("otherwise")(handleEvent(otherwise)),
      onUnhandled,
      countUnhandled: count.unhandled,
    });
    tellOfBreakers(breakers, parts.telemetry, parts.logger);
    const handler = markAsFrugal(aroundAll(group, options, parts, measured, count.duplicate)(byType));
    const subscription = await transport.subscribe(
      subscribeOptions(group, addresses, options, consumption),
      handler,
    );
    return {
      group,
      breakers,
      resize: (maxInFlight) => subscription.resize(maxInFlight),
      close: (closeOptions) => {
        // What waits for another attempt need not be waited for: it is given back.
        stopping.abort();
        return subscription.close(closeOptions);
      },
      closed: subscription.closed,
    };
  };
}

/** Once for each delivery; what stands first is outermost. */
function aroundAll(
  group: string,
  options: ConsumeOptions,
  parts: ConsumeParts,
  measured: Layer,
  onDuplicate: () => void,
): Layer {
  const { inbox } = options;
  const { transport, telemetry, logger, clock } = parts;
  // What nobody listens to is left out: saying it to nobody costs as much as a handler.
  const watching = telemetry === noTelemetry ? [] : [trace(telemetry, transport.name), measured];
  return stack(
    ...watching,
    ...(logger === noLogger ? [] : [log(logger, clock)]),
    ...refusal(options, parts),
    ...(inbox === undefined ? [] : [dedupe({ inbox, consumer: group, digest: digestOfEvent, onDuplicate })]),
  );
}

/** What breaks its contract becomes a dead letter like anything else that cannot be handled, unless it is to go back. */
function refusal(options: ConsumeOptions, parts: ConsumeParts): readonly Layer[] {
  const { validate, telemetry, logger, clock } = parts;
  const { deadLetters = parts.deadLetters } = options;
  const { onInvalid = deadLetters === undefined ? "reject" : "dead-letter" } = options;
  if (onInvalid === "dead-letter" && deadLetters === undefined)
    throw runtimeErrors.RUNTIME_OPTION({
      option: "onInvalid",
      trouble: "asks for dead letters, and there is no place for them",
    });
  const judge = validateLayer({
    logger,
    onInvalid,
    ...(validate.incoming === undefined ? {} : { validate: validate.incoming }),
  });
  if (deadLetters === undefined) return [judge];
  const keep = deadLetter({ to: tellOfDeadLetters(deadLetters, telemetry, logger), clock });
  return onInvalid === "reject" ? [judge, keep] : [keep, judge];
}

/** Around the handler of one type, so that one that fails has attempts, time and a breaker of its own. */
function aroundHandler(
  name: string,
  group: string,
  { retry: rules = exponential(), timeoutMs, breaker, layers = [] }: ConsumeOptions,
  { statistics, clock }: Pick<ConsumeParts, "statistics" | "clock">,
  breakers: CircuitBreakers,
  stopping: AbortSignal,
): Layer {
  return stack(
    retry(rules, { clock, handler: group, statistics, stopping }),
    // Around the time limit: a handler that never settles is what a breaker is most needed for.
    ...(breaker === undefined ? [] : [circuitBreaker(breakers.of(`${group}/${name}`))]),
    ...(timeoutMs === undefined ? [] : [timeout(timeoutMs, clock)]),
    // A layer of somebody else's may do anything with a delivery.
    ...(layers.length === 0 ? [] : [wholeDeliveries, ...layers]),
  );
}

const wholeDeliveries: Layer = (next) => (delivery) => next(wholeDelivery(delivery));

function handlersByType(
  consumption: Consumption,
  around: (name: string) => Layer,
  clock: Clock,
): ReadonlyMap<string, Handler> {
  if (!isBatch(consumption)) {
    const handlers = Object.entries(consumption as Readonly<Record<string, EventHandler>>);
    return new Map(handlers.map(([type, handle]) => [type, around(type)(handleEvent(handle))]));
  }
  const { handle, types, maxCount = defaultMaxCount, maxWaitMs = defaultMaxWaitMs } = consumption;
  const handler = around("batch")(batchHandler(handleEvents(handle), { maxCount, maxWaitMs, clock }));
  return new Map(types.map((type) => [type, handler]));
}

function addressesOf(
  consumption: Consumption,
  { addresses = [] }: ConsumeOptions,
  addressOf: (type: string) => string,
): readonly string[] {
  const types = isBatch(consumption) ? consumption.types : Object.keys(consumption);
  const all = [...new Set([...types.map(addressOf), ...addresses])];
  if (all.length > 0) return all;
  throw runtimeErrors.RUNTIME_OPTION({
    option: "handlers",
    trouble: "names no type, and there are no addresses",
  });
}

/** In a map of handlers every member is a function. */
function isBatch(consumption: Consumption): consumption is BatchConsumption<EventMap> {
  return Array.isArray((consumption as { readonly types?: unknown }).types);
}

const defaultMaxCount = 100;
const defaultMaxWaitMs = 500;

/** Both begin when a message joins the batch: in one that does not fill, all would be late before anybody handled them. */
function checkWaits(
  { maxWaitMs = defaultMaxWaitMs }: BatchConsumption<EventMap>,
  options: ConsumeOptions,
): void {
  const { timeoutMs = Number.POSITIVE_INFINITY, redeliverAfterMs = defaultRedeliverAfterMs } = options;
  for (const [option, value] of Object.entries({ timeoutMs, redeliverAfterMs }))
    if (value <= maxWaitMs)
      throw runtimeErrors.RUNTIME_OPTION({
        option,
        trouble: `is ${value}, and a batch may wait ${maxWaitMs} (\`maxWaitMs\`) before it is handled`,
      });
}

function subscribeOptions(
  group: string,
  addresses: readonly string[],
  options: ConsumeOptions,
  consumption: Consumption,
) {
  const { from, maxInFlight = inFlightFor(consumption), order, redeliverAfterMs, signal } = options;
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

/** A batch holds messages that are in flight: with fewer of them than it holds it would never be full, and always wait its time. */
function inFlightFor(consumption: Consumption): number | undefined {
  if (!isBatch(consumption)) return undefined;
  return Math.max(defaultMaxInFlight, consumption.maxCount ?? defaultMaxCount);
}
