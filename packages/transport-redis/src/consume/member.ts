import {
  type Clock,
  type DecodedContent,
  type DeliveryHandler,
  type Logger,
  type RawContent,
  type SubscribeSettings,
  transportErrors,
} from "@concordat/runtime";
import {
  type Arrival,
  Hands,
  isForbidden,
  type OpenSubscription,
  openSubscription,
  PartitionLeases,
} from "@concordat/runtime/transport";
import type { Asker } from "../link/asker.ts";
import type { Driver } from "../link/link.ts";
import type { ReadingConnection } from "../reading/reading-connection.ts";
import type { RedisSettings } from "../settings.ts";
import type { Address } from "../topology/address.ts";
import { createGroup } from "../topology/groups.ts";
import { transportName } from "../transport-name.ts";
import { ownHeaders } from "../wire/field-names.ts";
import { Acknowledgements } from "./acknowledgements.ts";
import { removeConsumer, removeIdleConsumers } from "./consumers.ts";
import { RedisLeases } from "./lease-store.ts";
import type { Listener } from "./listener.ts";
import { Partition, type Ticket } from "./partition.ts";
import { Reader } from "./reader.ts";

export type MemberWorld = {
  readonly asker: Asker;
  readonly driver: Driver;
  readonly settings: RedisSettings;
  readonly clock: Clock;
  readonly logger: Logger;
  readonly listener: Listener;
  readonly decode: (raw: RawContent) => DecodedContent;
  /** Makes the streams of an address anew where that is allowed. */
  readonly provide: (address: Address) => Promise<void>;
  readonly onClosed: (member: Member) => void;
};

/** How long a partition that goes to another member waits for what is with a handler here. */
const graceMs = 10_000;

/** How long a request that was called off may take to end. */
const lastAnswerMs = 2_000;

/** The pause after trouble that is not one of the connection. */
const troubleMs = 500;

/** Trouble that did not come again for so long is over. */
const recentMs = 3_000;

/** One subscription: a consumer in a group, with the partitions that it has the leases of. */
export class Member {
  readonly subscription: OpenSubscription;
  readonly group: string;
  readonly addresses: readonly Address[];
  readonly #world: MemberWorld;
  readonly #consumer: string;
  readonly #hands: Hands<Ticket>;
  readonly #acknowledgements: Acknowledgements;
  readonly #reader: Reader;
  readonly #connection: ReadingConnection;
  readonly #leases: PartitionLeases[] = [];
  readonly #unlisten: (() => Promise<void>)[] = [];
  #isForbidden = false;
  #mayNotClearUp = false;
  #trouble: { readonly said: string; readonly at: number } | undefined;

  constructor(
    settings: SubscribeSettings,
    place: {
      readonly addresses: readonly Address[];
      readonly consumer: string;
      /** Of its own, for requests that wait. */
      readonly connection: ReadingConnection;
    },
    handler: DeliveryHandler,
    world: MemberWorld,
  ) {
    const { clock, asker } = world;
    const { lookAhead, blockMs, claimIdleMs } = world.settings;
    this.#world = world;
    this.group = settings.group;
    this.addresses = place.addresses;
    this.#consumer = place.consumer;
    this.#connection = place.connection;
    this.#acknowledgements = new Acknowledgements(asker, clock, place.consumer, (error) =>
      this.#endForbidden(error),
    );
    this.#hands = new Hands<Ticket>(
      settings,
      handler,
      {
        decode: world.decode,
        ownHeaders,
        handled: ({ ticket }) => this.#acknowledgements.handled(ticket),
        handingOut: ({ ticket }, attempt) => {
          ticket.attempts = attempt;
          if (attempt > ticket.counted) this.#acknowledgements.count(ticket);
        },
        hungry: () => this.#reader.hungry(),
      },
      { clock, lookAhead },
    );
    this.#reader = new Reader({
      connection: place.connection,
      asker,
      hands: this.#hands,
      group: settings.group,
      consumer: place.consumer,
      clock,
      blockMs,
      claimIdleMs,
      roomToGoOn: Math.min(64, lookAhead + 1),
      acknowledgements: this.#acknowledgements,
      onTrouble: (error) => this.#mend(error),
      onRefused: (ticket) => this.#acknowledgements.count(ticket),
    });
    this.subscription = openSubscription(this.#hands, settings, {
      stopFetching: () => this.#reader.stop(),
      leave: (rest) => this.#leave(rest),
    });
  }

  /** Facts for health. */
  get facts() {
    const { said, at = Number.NEGATIVE_INFINITY } = this.#trouble ?? {};
    const trouble = this.#world.clock.monotonic() - at < recentMs ? said : undefined;
    return {
      group: this.group,
      addresses: this.addresses.map(({ name }) => name),
      streams: [...this.#reader.partitions].map(({ stream }) => stream),
      inFlight: this.#hands.inFlight,
      isConnected: this.#connection.isReady,
      ...(trouble === undefined ? {} : { trouble }),
    };
  }

  /** Resolves when it has its share of the partitions. */
  async join(): Promise<void> {
    const { asker, settings, listener } = this.#world;
    await Promise.all(
      this.addresses.map(async (address) => {
        const store = new RedisLeases(asker, settings.leasePrefix, address.name, this.group);
        const leases = this.#leasesOf(address, store);
        this.#leases.push(leases);
        this.#unlisten.push(await listener.listen(store.channel, () => leases.nudge()));
        await leases.start();
      }),
    );
  }

  /** The connection is there again: leases are prolonged now rather than at the next beat. */
  look(): void {
    for (const leases of this.#leases) leases.nudge();
  }

  #leasesOf(address: Address, store: RedisLeases): PartitionLeases {
    const { clock, settings, logger } = this.#world;
    const held = new Map<number, Partition>();
    return new PartitionLeases({
      store,
      member: this.#consumer,
      partitions: address.streams.length,
      clock,
      leaseMs: settings.leaseMs,
      onGained: (index) => {
        const partition = new Partition(address, index, this.group);
        held.set(index, partition);
        this.#reader.add(partition);
        void this.#clearUp(partition);
      },
      onLosing: async (index, why) => {
        const partition = held.get(index);
        if (partition === undefined) return;
        held.delete(index);
        await this.#letGo(partition, why === "expired" ? 0 : graceMs);
      },
      onTrouble: (error) => {
        if (isForbidden(error)) this.#endForbidden(error);
        logger.debug("the leases of a group could not be prolonged", {
          address: address.name,
          group: this.group,
          error,
        });
      },
    });
  }

  /** Names of members that are gone, with nothing left to their names, go off the list of the group. */
  async #clearUp(partition: Partition): Promise<void> {
    const { asker, logger } = this.#world;
    await removeIdleConsumers(asker, partition, this.#consumer).catch((error: unknown) => {
      if (!isForbidden(error) || this.#mayNotClearUp) return;
      this.#mayNotClearUp = true;
      logger.warn("members that are gone stay on the list of their group", {
        group: this.group,
        error: error.message,
      });
    });
  }

  async #letGo(partition: Partition, waitMs: number): Promise<void> {
    // Hands first: what comes while the reader ends its turn is refused, and so given back.
    const [rest] = await Promise.all([
      this.#hands.release(partition, waitMs),
      this.#reader.remove(partition),
    ]);
    await this.#giveBack(rest);
    await removeConsumer(this.#world.asker, partition, this.#consumer).catch(() => undefined);
  }

  /** They are pending, so whoever has the partition next finds them; what was never handed out must not count as an attempt. */
  async #giveBack(rest: readonly Arrival<Ticket>[]): Promise<void> {
    for (const { ticket } of rest) {
      ticket.partition.forget(ticket);
      if (ticket.attempts !== ticket.counted) this.#acknowledgements.count(ticket);
    }
    await this.#acknowledgements.flush();
  }

  async #leave(rest: readonly Arrival<Ticket>[]): Promise<void> {
    await this.#endReading();
    await this.#giveBack(rest);
    const { asker } = this.#world;
    await Promise.allSettled(
      [...this.#reader.partitions].map((partition) => removeConsumer(asker, partition, this.#consumer)),
    );
    await Promise.allSettled(this.#leases.map((leases) => leases.close()));
    await Promise.allSettled(this.#unlisten.map((unlisten) => unlisten()));
    this.#acknowledgements.end();
    this.#connection.close();
    this.#world.onClosed(this);
  }

  /** A server that does not answer must not keep a member from leaving; what it hands out then is pending. */
  async #endReading(): Promise<void> {
    this.#reader.stop();
    const cancel = this.#world.clock.after(lastAnswerMs, () => this.#connection.close());
    await this.#reader.ended;
    cancel();
  }

  /** A right is missing without which nothing is read, and which does not come by trying again. */
  #endForbidden(error: Error): void {
    if (this.#isForbidden) return;
    this.#isForbidden = true;
    this.#world.logger.error("a subscription ends: a right is missing", {
      group: this.group,
      error: error.message,
    });
    this.subscription.fail(error);
  }

  async #mend(error: unknown): Promise<void> {
    if (isForbidden(error)) {
      this.#endForbidden(error);
      return;
    }
    const { driver, clock, logger, settings } = this.#world;
    const said = driver.refusalOf(error) ?? (error as Error).message;
    if (this.#trouble?.said !== said)
      logger.warn("a group cannot be read, and it is tried again", { group: this.group, said });
    this.#trouble = { said, at: clock.monotonic() };
    if (/^(?:NOGROUP|UNBLOCKED)/.test(said)) await this.#makeAnew(settings.provision === "create");
    else await clock.sleep(troubleMs);
  }

  /** Somebody deleted a stream, or the group. It goes on where it had read to; where it never had, at the beginning, so that nothing is lost. */
  async #makeAnew(mayCreate: boolean): Promise<void> {
    const { asker, driver, provide, clock } = this.#world;
    try {
      for (const address of this.addresses) await provide(address);
      if (!mayCreate) throw this.#groupIsGone();
      for (const { address, stream, group, lastId } of this.#reader.partitions)
        await createGroup(asker, driver, { address, stream, group, start: lastId ?? "0" });
    } catch (error) {
      const { code = "" } = error as { code?: string };
      if (isForbidden(error)) this.#endForbidden(error);
      else if (code.startsWith("TOPOLOGY_")) this.subscription.fail(error as Error);
      else await clock.sleep(troubleMs);
    }
  }

  #groupIsGone(): Error {
    const address = this.addresses.map(({ name }) => name).join(", ");
    return transportErrors.TOPOLOGY_MISSING({
      transport: transportName,
      what: `the group ${this.group}`,
      address,
    });
  }
}
