import {
  type Clock,
  type DecodedContent,
  type DeliveryHandler,
  type GroupLag,
  type Logger,
  type RawContent,
  type SubscribeOptions,
  type Subscription,
  subscribeSettingsOf,
  type Transport,
  type TransportCapabilities,
  type TransportHealth,
  transportErrors,
} from "@concordat/runtime";
import { Listener } from "./consume/listener.ts";
import { Member } from "./consume/member.ts";
import { unreadOf } from "./consume/unread.ts";
import { healthOf } from "./health.ts";
import type { Asker } from "./link/asker.ts";
import type { Driver, Link } from "./link/link.ts";
import type { Publisher } from "./publish/publisher.ts";
import type { ReadingConnection } from "./reading/reading-connection.ts";
import type { RedisSettings } from "./settings.ts";
import { Address } from "./topology/address.ts";
import { provideGroup } from "./topology/groups.ts";
import { transportName } from "./transport-name.ts";

export type RedisWorld = {
  readonly driver: Driver;
  readonly settings: RedisSettings;
  readonly capabilities: TransportCapabilities;
  readonly clock: Clock;
  readonly logger: Logger;
  /** Where it is, without secrets. */
  readonly at: string;
  readonly version: string | undefined;
  /** What the names of this process's consumers begin with. */
  readonly consumer: string;
  readonly asker: Asker;
  readonly publisher: Publisher;
  readonly provide: (address: Address) => Promise<void>;
  /** Connections for those who listen to channels, and for those who read entries. */
  readonly connect: () => Promise<Link>;
  readonly connectToRead: () => Promise<ReadingConnection>;
  readonly decode: (raw: RawContent) => DecodedContent;
};

/** Publishers, members and their connections, under one roof. */
export class RedisTransport implements Transport {
  readonly name = transportName;
  readonly capabilities: TransportCapabilities;
  readonly #world: RedisWorld;
  readonly #publisher: Publisher;
  readonly #listener: Listener;
  readonly #members = new Set<Member>();
  /** Subscriptions that are being made, so that `close` does not leave one behind. */
  readonly #joining = new Set<Promise<unknown>>();
  #membersSoFar = 0;
  #isOpen = true;
  #closing: Promise<void> | undefined;

  constructor(world: RedisWorld) {
    this.#world = world;
    this.capabilities = world.capabilities;
    this.#publisher = world.publisher;
    this.#listener = new Listener(world.connect);
    world.asker.link.onChange((change) => {
      if (change === "ready") for (const member of this.#members) member.look();
    });
  }

  async publish(messages: Parameters<Transport["publish"]>[0]): ReturnType<Transport["publish"]> {
    this.#assertOpen("publish");
    return this.#publisher.publish(messages);
  }

  async subscribe(options: SubscribeOptions, handler: DeliveryHandler): Promise<Subscription> {
    this.#assertOpen("subscribe");
    const joining = this.#subscribe(options, handler);
    this.#joining.add(joining);
    try {
      return await joining;
    } finally {
      this.#joining.delete(joining);
    }
  }

  async health(): Promise<TransportHealth> {
    if (!this.#isOpen) return { status: "unhealthy", message: `the transport "${transportName}" is closed` };
    const { asker, at, version } = this.#world;
    const facts = {
      at,
      version,
      publishing: {
        ...this.#publisher.counts,
        isConnected: this.#publisher.isConnected,
        forbidden: this.#publisher.forbidden?.message,
      },
      members: [...this.#members].map((member) => member.facts),
    };
    return healthOf(asker, facts, () => this.lag());
  }

  async lag(): Promise<readonly GroupLag[]> {
    const { asker } = this.#world;
    const places = new Map<string, { readonly group: string; readonly address: Address }>();
    for (const { group, addresses } of this.#members)
      for (const address of addresses) places.set(JSON.stringify([group, address.name]), { group, address });
    return Promise.all(
      [...places.values()].map(async ({ group, address }) => {
        const unread = await Promise.all(address.streams.map((stream) => unreadOf(asker, stream, group)));
        return { group, address: address.name, unread: unread.reduce((sum, each) => sum + each, 0) };
      }),
    );
  }

  close(): Promise<void> {
    this.#closing ??= this.#close();
    return this.#closing;
  }

  async #subscribe(options: SubscribeOptions, handler: DeliveryHandler): Promise<Subscription> {
    const { asker, driver, settings: transportSettings, connectToRead, consumer } = this.#world;
    const settings = subscribeSettingsOf(options);
    const addresses = settings.addresses.map((name) => new Address(name, transportSettings.partitions));
    const connection = await this.#reach(async () => {
      for (const address of addresses) await this.#world.provide(address);
      await Promise.all(
        addresses.map((address) =>
          provideGroup(asker, driver, { address, group: settings.group, from: settings.from }),
        ),
      );
      return connectToRead();
    });
    this.#membersSoFar += 1;
    const place = { addresses, connection, consumer: `${consumer}-${this.#membersSoFar}` };
    const member = new Member(settings, place, handler, {
      ...this.#world,
      listener: this.#listener,
      onClosed: (gone) => this.#members.delete(gone),
    });
    this.#members.add(member);
    try {
      await this.#reach(() => member.join());
    } catch (error) {
      await member.subscription.close({ graceMs: 0 });
      throw error;
    }
    return member.subscription;
  }

  /** What the client says of a server that is away is told in our words. */
  async #reach<Result>(work: () => Promise<Result>): Promise<Result> {
    try {
      return await work();
    } catch (error) {
      if ((error as { code?: string }).code?.includes("_")) throw error;
      const trouble = (error as Error).message;
      const { at } = this.#world;
      throw transportErrors.TRANSPORT_UNREACHABLE(
        { transport: transportName, at, trouble },
        { cause: error },
      );
    }
  }

  async #close(): Promise<void> {
    this.#isOpen = false;
    await this.#publisher.drain();
    await Promise.allSettled([...this.#joining]);
    await Promise.all([...this.#members].map(({ subscription }) => subscription.close()));
    await this.#listener.close();
    this.#publisher.close();
    this.#world.asker.link.close();
  }

  #assertOpen(asked: string): void {
    if (!this.#isOpen) throw transportErrors.TRANSPORT_CLOSED({ transport: transportName, asked });
  }
}
