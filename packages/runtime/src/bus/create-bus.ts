import type { CloudEvent } from "@concordat/cloudevents";
import { busErrors, runtimeErrors } from "../errors.ts";
import { describeFailure } from "../failure/describe-failure.ts";
import { type Clock, systemClock } from "../ports/clock.ts";
import type { DeadLetterSink } from "../ports/dead-letter-store.ts";
import { type Logger, noLogger, undisturbing } from "../ports/logger.ts";
import { noTelemetry, type Telemetry } from "../ports/telemetry.ts";
import type { Transport } from "../ports/transport.ts";
import type { EventValidators } from "../ports/validate.ts";
import { createRetryStatistics } from "../retry/retry-statistics.ts";
import type { Bus, BusState, CloseOptions, Consumer } from "./bus.ts";
import { createCompleteEvent } from "./complete-event.ts";
import { createConsume } from "./consume.ts";
import type { EventDraft, EventMap } from "./events.ts";
import { createPublishWithin, type PublishWithin } from "./publish-within.ts";
import { type SendManyOptions, sendMany } from "./send-many.ts";
import { createSendQueue } from "./send-queue.ts";
import type { SendReport, SendResult, Sent } from "./send-result.ts";
import { createSender } from "./sender.ts";
import { tellOfLag } from "./tell-of-lag.ts";
import { tellOfSending } from "./tell-of-sending.ts";
import { createUnderWay } from "./under-way.ts";
import { wholeOption } from "./whole-option.ts";

export type BusOptions = {
  /** Moves the messages. The bus owns it from now on, and closes it. */
  readonly transport: Transport;
  /** Who sends: the `source` of events that name none. */
  readonly source: string;
  /** Where events of a type travel. Default: at an address that is called as the type is. */
  readonly addressOf?: (type: string) => string;
  /** Events of one key keep their order. Default: `partition`, else `subject`. */
  readonly keyOf?: (event: CloudEvent) => string | undefined;
  /** Judge events by their contracts, on the way out and on the way in. Default: nobody does. */
  readonly validate?: EventValidators;
  /** Where consumers keep what they cannot handle. Default: nowhere; it goes back to the group. */
  readonly deadLetters?: DeadLetterSink;
  readonly telemetry?: Telemetry;
  readonly logger?: Logger;
  readonly clock?: Clock;
  /** Default: UUIDs of version 7, which sort by time. */
  readonly newId?: () => string;
  /** What has no answer by then has an unknown outcome. Default 10,000. */
  readonly sendTimeoutMs?: number;
  /** How many sends of single events may be without an answer at once; a list has its own bound, `chunk` times `concurrency`. Default 10,000. */
  readonly maxUnsettled?: number;
  /** How often the broker is asked how far groups are behind, where `telemetry` wants to know. Default 15,000; `Infinity`: never. */
  readonly lagIntervalMs?: number;
  /** What becomes of one more: it waits (default) or is refused with `SEND_LIMIT`. */
  readonly whenFull?: "wait" | "refuse";
};

export function createBus<Events extends EventMap = EventMap>(options: BusOptions): Bus<Events> {
  const { transport, source, validate = {}, whenFull = "wait" } = options;
  const { telemetry = noTelemetry, clock = systemClock } = options;
  const logger = options.logger === undefined ? noLogger : undisturbing(options.logger);
  const { addressOf = (type: string) => type, keyOf = defaultKey } = options;
  const timeoutMs = positive("sendTimeoutMs", options.sendTimeoutMs ?? 10_000);
  const maxUnsettled = wholeOption("maxUnsettled", options.maxUnsettled ?? 10_000);
  const { lagIntervalMs = 15_000 } = options;
  if (lagIntervalMs !== Number.POSITIVE_INFINITY) positive("lagIntervalMs", lagIntervalMs);
  if (source === "") throw runtimeErrors.RUNTIME_OPTION({ option: "source", trouble: "is empty" });

  let state: BusState = "running";
  let isSending = true;
  let closing: Promise<void> | undefined;
  const consumers = new Set<Consumer>();
  const publishWithin = createPublishWithin({
    transport: tellOfSending(transport, telemetry),
    clock,
    timeoutMs,
  });
  const queue = createSendQueue({ publish: publishWithin, maxUnsettled, whenFull });
  const depart = createSender({
    complete: createCompleteEvent({ source, clock, newId: options.newId }),
    validate: validate.outgoing,
    addressOf: ({ type }) => addressOf(type),
    keyOf,
    telemetry,
    system: transport.name,
    clock,
  });
  const statistics = createRetryStatistics();
  const consume = createConsume({
    transport,
    addressOf,
    validate,
    deadLetters: options.deadLetters,
    statistics,
    telemetry,
    logger,
    clock,
  });
  const lagWatch = tellOfLag({ transport, telemetry, logger, clock, everyMs: lagIntervalMs });
  const sendsOfMany = createUnderWay();

  return {
    get state() {
      return state;
    },
    retries: () => statistics.snapshot(),
    send: send as Bus<Events>["send"],
    async consume(group, handlers, consumeOptions = {}) {
      if (state !== "running") throw busErrors.BUS_CLOSED({ doing: `consume as ${group}` });
      const consumer = await consume(group, handlers as never, consumeOptions);
      consumers.add(consumer);
      lagWatch.begin();
      const forget = () => void consumers.delete(consumer);
      consumer.closed.then(forget, (thrown) => {
        forget();
        // Whoever does not look at `closed` would believe that it still consumes.
        const { type, message } = describeFailure(thrown);
        logger.error("consumer ended", { group, error: type, reason: message });
      });
      // Closed while the group was being made: it must not outlive the bus.
      if (state !== "running") await consumer.close();
      return consumer;
    },
    close,
    [Symbol.asyncDispose]: () => close(),
  };

  function send(event: EventDraft): Promise<Sent>;
  function send(events: readonly EventDraft[], sendOptions?: SendManyOptions): Promise<SendReport>;
  function send(
    given: EventDraft | readonly EventDraft[],
    sendOptions: SendManyOptions = {},
  ): Promise<Sent | SendReport> {
    // While consumers finish, their handlers may still send; from then on there is an end to wait for.
    if (!isSending) return Promise.reject(busErrors.BUS_CLOSED({ doing: "send" }));
    if (!isList(given)) return sendOne(given);
    const publish: PublishWithin = (messages) => {
      queue.flush();
      return publishWithin(messages);
    };
    return sendsOfMany.track(sendMany(given, sendOptions, { depart, publish }));
  }

  /** One promise from here to the caller: each more costs a single send as much as finding out its address. */
  function sendOne(draft: EventDraft): Promise<Sent> {
    return new Promise((resolve, reject) => {
      const departure = depart(draft);
      if ("result" in departure) settle(departure.result, resolve, reject);
      else
        queue.push(departure.message, (published) => {
          try {
            settle(departure.arrive(published), resolve, reject);
          } catch (error) {
            reject(error);
          }
        });
    });
  }

  function close(closeOptions: CloseOptions = {}): Promise<void> {
    closing ??= (async () => {
      state = "closing";
      lagWatch.end();
      const ends = await Promise.allSettled([...consumers].map((consumer) => consumer.close(closeOptions)));
      isSending = false;
      await sendsOfMany.idle();
      await queue.drain();
      state = "closed";
      await transport.close();
      for (const end of ends) if (end.status === "rejected") throw end.reason;
    })();
    return closing;
  }
}

function settle(result: SendResult, resolve: (sent: Sent) => void, reject: (error: Error) => void): void {
  if (result.status === "stored") resolve(result);
  else reject(result.error);
}

function defaultKey({ partition, subject }: CloudEvent): string | undefined {
  return partition ?? subject;
}

function isList(given: EventDraft | readonly EventDraft[]): given is readonly EventDraft[] {
  return Array.isArray(given);
}

function positive(option: string, value: number): number {
  if (Number.isFinite(value) && value > 0) return value;
  throw runtimeErrors.RUNTIME_OPTION({ option, trouble: `is ${value}, where a number above 0 belongs` });
}
