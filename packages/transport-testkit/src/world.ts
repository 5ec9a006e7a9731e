import assert from "node:assert/strict";
import type { CloudEvent } from "@concordat/cloudevents";
import {
  type Bus,
  type BusOptions,
  createBus,
  type DeadLetterSink,
  type DeliveryHandler,
  type Layer,
  type OutgoingMessage,
  type PublishResult,
  type SubscribeOptions,
  type Subscription,
  type Transport,
} from "@concordat/runtime";
import { accountOf, checkHistory } from "./history/check-history.ts";
import { deliveryRecord, idOf } from "./history/delivery-record.ts";
import { fingerprintOf } from "./history/fingerprint.ts";
import { createHistory, type History } from "./history/history.ts";
import type { Expectations } from "./history/law.ts";
import { waitUntil } from "./patience.ts";
import { createRandom } from "./random.ts";
import { sampleEvent } from "./sample-event.ts";

/** Stops and starts the broker that all transports of a run are connected to, keeping what is stored. */
export type BrokerSwitch = { stop(): Promise<void>; start(): Promise<void> };

export type WorldOptions = {
  readonly property: string;
  readonly create: () => Transport | Promise<Transport>;
  readonly addressOf: (name: string) => string | Promise<string>;
  readonly full: boolean;
  /** What part of its messages a property sends where they only have to be many. Default 1. */
  readonly share?: number;
  readonly patienceMs: number;
  readonly seed: number;
  readonly broker: BrokerSwitch | undefined;
};

/** A message that carries an event, as the properties send them. */
export type EventMessage = Extract<OutgoingMessage, { readonly event: CloudEvent }>;

/** What one property stands in: addresses and groups of its own, a history, and whatever it opens closed at its end. */
export class World {
  readonly history: History = createHistory();
  readonly random: () => number;
  readonly patienceMs: number;
  readonly #options: WorldOptions;
  readonly #opened: Transport[] = [];
  /** Unlike in any other run, since brokers remember. */
  readonly #prefix: string;
  readonly #closers: (() => Promise<void>)[] = [];
  #names = 0;
  readonly #reads = new Map<string, Set<string>>();
  #members = 0;

  constructor(options: WorldOptions) {
    this.#options = options;
    this.random = createRandom(options.seed);
    this.patienceMs = options.patienceMs;
    const run = Date.now().toString(36) + Math.random().toString(36).slice(2, 6);
    this.#prefix = `${options.property.toLowerCase()}-${run}`;
  }

  get broker(): BrokerSwitch {
    assert.ok(this.#options.broker, "hand in `broker`, so that it can be stopped and started");
    return this.#options.broker;
  }

  /** A transport, connected as those before it are: to the same broker. */
  async open(): Promise<Transport> {
    const transport = await this.#options.create();
    this.#opened.push(transport);
    return transport;
  }

  /** An address that nobody else has. */
  async address(): Promise<string> {
    return this.#options.addressOf(this.#name("a"));
  }

  async addresses(count: number): Promise<string[]> {
    const addresses: string[] = [];
    for (let index = 0; index < count; index += 1) addresses.push(await this.address());
    return addresses;
  }

  group(): string {
    return this.#name("g");
  }

  /** The first number, or the second where full counts are asked for. */
  count(short: number, full: number): number {
    return this.#options.full ? full : short;
  }

  /** The same for messages of which there only have to be many: a slow broker gets its share of them, ten at least. */
  volume(short: number, full: number): number {
    const all = this.count(short, full);
    return Math.min(all, Math.max(10, Math.ceil(all * (this.#options.share ?? 1))));
  }

  /** Events one after the other, under ids of their own, the keys in turn. */
  messages(address: string, count: number, keys: readonly string[] = []): EventMessage[] {
    return Array.from({ length: count }, (_, index) => {
      const key = keys[index % keys.length];
      const event = sampleEvent(this.#name("e"));
      return key === undefined ? { address, event } : { address, event, key };
    });
  }

  /** Publishes and writes down what was sent and what came of it. */
  async publish(transport: Transport, messages: readonly EventMessage[]): Promise<readonly PublishResult[]> {
    for (const { address, key, event } of messages)
      this.history.add({ did: "publish", id: event.id, address, key, print: fingerprintOf(event) });
    const results = await transport.publish(messages);
    assert.equal(results.length, messages.length, "there is a result for each message");
    for (const [index, { status }] of results.entries())
      this.history.add({ did: "answer", id: messages[index]?.event.id as string, status });
    return results;
  }

  /** Publishes what has to be stored for the property to show anything. */
  async store(transport: Transport, messages: readonly EventMessage[]): Promise<void> {
    for (const [index, result] of (await this.publish(transport, messages)).entries())
      if (result.status !== "stored")
        throw new Error(`${messages[index]?.event.id} was ${result.status}`, { cause: result.error });
  }

  /** Subscribes, and writes down what comes and how it ends. Without a handler all is handled at once. */
  async consume(
    transport: Transport,
    options: SubscribeOptions,
    handler: DeliveryHandler = async () => undefined,
  ): Promise<Subscription> {
    const reads = this.#reads.get(options.group) ?? new Set();
    for (const address of options.addresses) reads.add(address);
    this.#reads.set(options.group, reads);
    const subscription = await transport.subscribe(options, this.recorded(options.group)(handler));
    this.#closers.push(() => subscription.close({ graceMs: 0 }));
    return subscription;
  }

  /** Writes down what comes to the layers inside of it, and how it ends; each use is another member. */
  recorded(group: string): Layer {
    this.#members += 1;
    const reader = { group, member: String(this.#members) };
    return (next) => async (delivery) => {
      const id = idOf(delivery);
      if (delivery.content.event !== undefined) this.history.add(deliveryRecord(delivery, reader));
      try {
        await next(delivery);
      } catch (error) {
        this.history.add({ did: "fail", id, ...reader });
        throw error;
      }
      this.history.add({ did: "handle", id, ...reader });
    };
  }

  /** A place for dead letters that writes down which events of the group came there. */
  burying(group: string, sink: DeadLetterSink): DeadLetterSink {
    return {
      put: async (entry) => {
        await sink.put(entry);
        const id = entry.event?.id ?? `what stood at ${entry.position}`;
        this.history.add({ did: "bury", id, group, member: "dead letters" });
      },
    };
  }

  /** A bus whose events all travel at this address, without a key unless told otherwise. */
  async bus(address: string, options: Partial<BusOptions> = {}): Promise<Bus> {
    const transport = options.transport ?? (await this.open());
    const bus = createBus({
      source: "/concordat/transport-testkit",
      addressOf: () => address,
      keyOf: () => undefined,
      ...options,
      transport,
    });
    this.#closers.push(() => bus.close({ graceMs: 0 }));
    return bus;
  }

  /** Events that the group was done with, in the order in which it first was. */
  handledBy(group: string): string[] {
    const ids = new Set<string>();
    for (const record of this.history.records)
      if (record.did === "handle" && record.group === group) ids.add(record.id);
    return [...ids];
  }

  /** Every delivery to the group, in order. */
  deliveredTo(group: string): { readonly id: string; readonly attempt: number; readonly member: string }[] {
    return this.history.records.flatMap((record) =>
      record.did === "deliver" && record.group === group
        ? [{ id: record.id, attempt: record.attempt, member: record.member }]
        : [],
    );
  }

  async untilHandled(group: string, count: number): Promise<void> {
    const handled = new Set<string>();
    let read = 0;
    try {
      await this.until(`the group ${group} handled ${count} messages`, () => {
        for (; read < this.history.records.length; read += 1) {
          const record = this.history.records[read];
          if (record?.did === "handle" && record.group === group) handled.add(record.id);
        }
        return handled.size >= count;
      });
    } catch (impatience) {
      // Which of them are missing says more than how many.
      const addresses = [...(this.#reads.get(group) ?? [])];
      this.verify({ groups: { [group]: addresses } });
      throw impatience;
    }
  }

  until(what: string, isSo: () => boolean | Promise<boolean>): Promise<void> {
    return waitUntil(what, isSo, this.patienceMs);
  }

  /** Holds what happened to every law. */
  verify(expected: Expectations): void {
    const problems = checkHistory(this.history.records, expected);
    if (problems.length === 0) return;
    const shown = problems.slice(0, 10).map(({ law, message }) => `${law}: ${message}`);
    const more = problems.length > 10 ? [`and ${problems.length - 10} more`] : [];
    const account = JSON.stringify(accountOf(this.history.records));
    throw new assert.AssertionError({ message: [...shown, ...more, account].join("\n") });
  }

  /** What hangs in a handler is not waited for. */
  async close(): Promise<void> {
    await Promise.all(this.#closers.map((close) => close()));
    await Promise.all(this.#opened.map((transport) => transport.close()));
  }

  #name(kind: string): string {
    this.#names += 1;
    return `${this.#prefix}-${kind}${this.#names}`;
  }
}
