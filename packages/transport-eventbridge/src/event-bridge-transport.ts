import {
  type Clock,
  type DeliveryHandler,
  type GroupLag,
  type Logger,
  type OutgoingMessage,
  type PublishResult,
  type SubscribeOptions,
  type Subscription,
  subscribeSettingsOf,
  type Transport,
  type TransportCapabilities,
  type TransportHealth,
  transportErrors,
} from "@concordat/runtime";
import { Member } from "./consume/member.ts";
import type { EventBridgeDriver } from "./driver/driver.ts";
import { healthOf } from "./health.ts";
import { lagOf } from "./lag.ts";
import { Publisher } from "./publish/publisher.ts";
import { reaching } from "./reaching.ts";
import type { EventBridgeSettings } from "./settings.ts";
import { placeOf } from "./topology/place.ts";
import { type PreparedPlace, preparePlace } from "./topology/prepare-place.ts";
import { transport } from "./transport-name.ts";
import { createEncoder } from "./wire/encode-message.ts";

export type EventBridgeParts = {
  readonly driver: EventBridgeDriver;
  readonly settings: EventBridgeSettings;
  readonly capabilities: TransportCapabilities;
  readonly clock: Clock;
  readonly logger: Logger;
};

/** How long requests for messages that are under way may take when everything closes; then they are broken off. */
const quietMs = 2_000;

export class EventBridgeTransport implements Transport {
  readonly name = transport;
  readonly capabilities: TransportCapabilities;
  readonly #parts: EventBridgeParts;
  readonly #publisher: Publisher;
  readonly #members = new Set<Member>();
  /** Closed, with requests that have not come back yet. */
  readonly #leaving = new Set<Member>();
  readonly #ended = new AbortController();
  #closing: Promise<void> | undefined;

  constructor(parts: EventBridgeParts) {
    const { driver, settings, clock, capabilities } = parts;
    this.capabilities = capabilities;
    this.#parts = parts;
    const { bus, maxEntryBytes } = settings;
    const encode = createEncoder({ bus, maxEntryBytes, clock });
    this.#publisher = new Publisher({ driver, encode, settings, clock });
  }

  async publish(messages: readonly OutgoingMessage[]): Promise<readonly PublishResult[]> {
    this.#assertOpen("publish");
    return this.#publisher.publish(messages);
  }

  async subscribe(options: SubscribeOptions, handler: DeliveryHandler): Promise<Subscription> {
    this.#assertOpen("subscribe");
    const asked = subscribeSettingsOf(options);
    if (asked.from === "start")
      throw transportErrors.SUBSCRIBE_OPTION({ option: "from", value: '"start"', expected: '"new"' });
    const { driver, settings, clock, logger } = this.#parts;
    const queues = await reaching(this.#parts, async () => {
      const prepared: (PreparedPlace & { readonly address: string })[] = [];
      // One after the other: AWS allows few requests a second that look at rules or change them.
      for (const address of asked.addresses) {
        const place = placeOf(settings, asked.group, address);
        prepared.push({ address, ...(await preparePlace(driver, settings, place, logger)) });
      }
      return prepared;
    });
    if (queues.some(({ isNew }) => isNew)) await clock.sleep(settings.settleMs);
    this.#assertOpen("subscribe");
    const signal = this.#ended.signal;
    const member = new Member(asked, handler, { driver, settings, clock, logger, signal, queues });
    this.#members.add(member);
    const retire = () => {
      this.#members.delete(member);
      this.#leaving.add(member);
      void member.quiet().then(() => this.#leaving.delete(member));
    };
    member.subscription.closed.then(retire, retire);
    return member.subscription;
  }

  health(): Promise<TransportHealth> {
    const { driver, settings } = this.#parts;
    return healthOf({ driver, settings, isOpen: this.#closing === undefined, members: [...this.#members] });
  }

  async lag(): Promise<readonly GroupLag[]> {
    this.#assertOpen("tell its lag");
    const { driver, settings } = this.#parts;
    return reaching(this.#parts, () => lagOf(driver, [...this.#members], settings.requestTimeoutMs));
  }

  close(): Promise<void> {
    this.#closing ??= this.#close();
    return this.#closing;
  }

  async #close(): Promise<void> {
    const { driver, clock } = this.#parts;
    const members = [...this.#members, ...this.#leaving];
    await Promise.all([
      this.#publisher.drained(),
      ...members.map(({ subscription }) => subscription.close()),
    ]);
    const over = Promise.withResolvers<void>();
    const cancel = clock.after(quietMs, over.resolve, { keepsProcessAlive: true });
    await Promise.race([Promise.all(members.map((member) => member.quiet())), over.promise]);
    cancel();
    this.#ended.abort();
    driver.close();
  }

  #assertOpen(asked: string): void {
    if (this.#closing !== undefined) throw transportErrors.TRANSPORT_CLOSED({ transport, asked });
  }
}
