import type { CloudEvent, Violation } from "@concordat/cloudevents";
import type { TransportCapabilities } from "./capabilities.ts";

/**
 * What moves messages: a broker, or the memory of this process.
 *
 * A transport knows addresses, keys, groups and bytes. What an event means, whether it is tried again, where dead ones go:
 * the layers above decide, the same on every transport. What a transport cannot do it says in its capabilities.
 */
export type Transport = {
  /** `memory`, `nats`, `kafka` …: for messages, metrics and health. */
  readonly name: string;
  readonly capabilities: TransportCapabilities;

  /**
   * Hands messages to the broker, in one request where it can.
   *
   * Resolves with one result for each message, in their order, once the fate of each is known or given up on. A trouble
   * of one message is its result and nobody else's. Rejects only where the call itself makes no sense: after `close`.
   * May be called concurrently. Messages of one address and key are stored in the order in which the calls began and, within a call, in the
   * order of the list. A transport that has no room lets the call wait or refuses messages; which of the two, and for how long, is an
   * option of that transport.
   */
  publish(messages: readonly OutgoingMessage[]): Promise<readonly PublishResult[]>;

  /**
   * Has messages of these addresses handed to `handler`, on behalf of `options.group`.
   *
   * Resolves once the group exists at the broker: what is published from then on reaches it. Every group gets every message; the
   * members of one group share them. At least once: a message counts as handled when the handler's promise resolves, and comes
   * back, with `attempt` one higher, when it rejects, when the member goes away before, or when it takes longer than
   * `options.redeliverAfterMs`. What a handler says after that is not heard. A handler that throws at once, or throws what is no
   * error, is one that rejects. A message that comes back comes at once or after a pause that grows, never in a loop that starves
   * the process.
   *
   * A group has a place of its own at each address. The place stays when its members are gone, and what is published meanwhile waits
   * there, as long as `capabilities.durability` and the retention of the transport let it.
   */
  subscribe(options: SubscribeOptions, handler: DeliveryHandler): Promise<Subscription>;

  /** Asks the broker, and tells the truth within two seconds; never rejects. */
  health(): Promise<TransportHealth>;

  /**
   * What the groups that are subscribed here have not handled yet, by address: what waits at the broker and what is in the hands of
   * members, here and elsewhere. Asks the broker, and rejects when it does not answer. Absent where a broker cannot tell.
   */
  lag?(): Promise<readonly GroupLag[]>;

  /**
   * Takes nothing new, waits for publishes that are under way (each gets its result) and closes what is still
   * subscribed, then lets go of the broker. May be called twice; the second call waits for the first.
   */
  close(): Promise<void>;
};

/**
 * Beside the event: what belongs to the way it travels, such as why it is a dead letter. Names in lower case, `[a-z0-9-]`; any text as value.
 * The names that carry the event itself (`content-type`, `ce-…`) are the transport's own.
 */
export type MessageHeaders = Readonly<Record<string, string>>;

/** A message exactly as this transport had it, to be passed on untouched. Header names and values as they are on the wire of that transport. */
export type RawContent = { readonly headers: MessageHeaders; readonly body: Uint8Array };

export type OutgoingMessage = {
  /** A subject, a topic, a stream: as the channels of this transport are called. */
  readonly address: string;
  /** Messages with one key stay in order. Without a key there is no order. */
  readonly key?: string;
  /** With `raw`: added to its headers, and put in the place of those of the same name. */
  readonly headers?: MessageHeaders;
} & ({ readonly event: CloudEvent } | { readonly raw: RawContent });

/**
 * What became of a message.
 *
 * - `stored`: the broker has it for good, as far as `capabilities.durability` goes.
 * - `refused`: it is certainly not stored. `error` says why.
 * - `unknown`: it was on its way when the connection or the time ended, so it may be stored or not. Neither success nor
 *   failure: sent again under the same `source` and `id` it does no harm where consumers dedupe.
 */
export type PublishResult =
  | { readonly status: "stored"; readonly position?: string; readonly isDuplicate?: boolean }
  | { readonly status: "refused"; readonly error: Error }
  | { readonly status: "unknown"; readonly error: Error };

export type SubscribeOptions = {
  readonly group: string;
  readonly addresses: readonly string[];
  /** Where a group begins at an address where it has no place yet. Default `new`: with what is published from now on; `start` needs `capabilities.replay`. */
  readonly from?: "new" | "start";
  /** How many messages may be with the handler at once. Default 16. */
  readonly maxInFlight?: number;
  /** `key` (default): a message waits while an earlier one of its address and key is not handled. `none`: no waiting. */
  readonly order?: "key" | "none";
  /**
   * A message that was not handled by then is handed out again, to anyone of the group. It no longer counts as in flight, though
   * its handler may be running still: whoever minds aborts on `delivery.signal`. Default 30,000.
   */
  readonly redeliverAfterMs?: number;
  /** Closes the subscription when it is aborted, without grace: what is running is given back at once. Whoever wants to wait calls `close`. */
  readonly signal?: AbortSignal;
};

export type DeliveryHandler = (delivery: Delivery) => Promise<void>;

export type Subscription = {
  /** More or fewer at once, from now on. What is with the handler already is not called back. */
  resize(maxInFlight: number): void;
  /**
   * Hands nothing out any more, from the moment it is called. Waits for handlers that are running, `graceMs` at most (default 10,000); what is not handled
   * by then is given back to the group, its `signal` aborted. May be called twice.
   */
  close(options?: { readonly graceMs?: number }): Promise<void>;
  /** Resolves when it is closed, rejects when the broker ended it for good. */
  readonly closed: Promise<void>;
};

/** A message in the hands of a consumer. */
export type Delivery = {
  readonly address: string;
  readonly group: string;
  readonly key: string | undefined;
  /** How often it was handed out, this time included: 1, 2, 3 … */
  readonly attempt: number;
  /** What could be read from it; a message that is no event is delivered all the same, so that it can become a dead letter. */
  readonly content: DecodedContent;
  /** Those of `raw` that do not carry the event itself. */
  readonly headers: MessageHeaders;
  /** As it came. This consumer's own: changing it changes nothing for others, nor for the next attempt. */
  readonly raw: RawContent;
  /** Its place at the broker, in the broker's own words: a sequence, an entry id, `partition/offset`. */
  readonly position: string;
  /** Milliseconds since 1970, by the clock of this process. */
  readonly receivedAt: number;
  /** Aborted once the message is no longer this consumer's business: handled, given back, timed out, closed. */
  readonly signal: AbortSignal;
};

export type DecodedContent =
  | { readonly event: CloudEvent }
  | { readonly event: undefined; readonly violations: readonly Violation[] };

/** How far a group is behind at one address, in messages. */
export type GroupLag = { readonly group: string; readonly address: string; readonly unread: number };

export type TransportHealth = {
  readonly status: "healthy" | "degraded" | "unhealthy";
  readonly message?: string;
  /** Facts of the transport: pending messages, lag, the address it is connected to. */
  readonly details?: Readonly<Record<string, unknown>>;
};
