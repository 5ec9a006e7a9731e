import type { CircuitBreakers } from "../breaker/circuit-breakers.ts";
import type { RetrySnapshot } from "../retry/retry-statistics.ts";
import type { ConsumeOptions } from "./consume-options.ts";
import type { DraftOf, EventMap } from "./events.ts";
import type { BatchConsumption, HandlerMap } from "./handlers.ts";
import type { SendManyOptions } from "./send-many.ts";
import type { SendReport, Sent } from "./send-result.ts";

export type BusState = "running" | "closing" | "closed";

/** Where events are sent and consumed, over any transport. */
export type Bus<Events extends EventMap = EventMap> = {
  readonly state: BusState;
  /** How retries went, over all consumers. */
  retries(): RetrySnapshot;

  /**
   * Sends one event. Resolves once the broker has it for good.
   *
   * Rejects with `SEND_REFUSED`, `EVENT_INVALID` or `SEND_UNPREPARED` when it is certainly not stored, and with `SEND_UNKNOWN` when nobody can tell: then it
   * may be sent again, with the event that the error's `params` hold. Sends of one turn of the event loop ride together, those of one
   * key in the order of the calls.
   */
  send(event: DraftOf<Events>): Promise<Sent>;
  /** Sends many, and says of each what became of it; rejects only where nothing was begun. */
  send(events: readonly DraftOf<Events>[], options?: SendManyOptions): Promise<SendReport>;

  /**
   * Handles events on behalf of a group. Every group gets every event; members of one group share them.
   *
   * Resolves once the group exists: what is sent from then on reaches it.
   */
  consume(
    group: string,
    handlers: HandlerMap<Events> | BatchConsumption<Events>,
    options?: ConsumeOptions,
  ): Promise<Consumer>;

  /**
   * Stops without losing anything: consumers take nothing new and finish what they have, and may still send meanwhile; then
   * what was sent gets its answers; then the transport is closed. What is not finished within the grace is given back. May be called
   * twice; the second call waits for the first.
   */
  close(options?: CloseOptions): Promise<void>;
  [Symbol.asyncDispose](): Promise<void>;
};

export type CloseOptions = {
  /** How long handlers that are running may take. Default 10,000. */
  readonly graceMs?: number;
};

export type Consumer = {
  readonly group: string;
  /** One for the handler of each type, where breakers were asked for. */
  readonly breakers: CircuitBreakers;
  /** More or fewer events at once, from now on. */
  resize(maxInFlight: number): void;
  /** Takes nothing new, waits for what is running. May be called twice. */
  close(options?: CloseOptions): Promise<void>;
  /** Resolves when it is closed, rejects when the broker ended it for good. */
  readonly closed: Promise<void>;
};
