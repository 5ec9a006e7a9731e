import type {
  DriverWorld,
  MemberDriver,
  MemberOptions,
  MemberPort,
  TopicOffset,
  TopicPartition,
} from "../../driver.ts";
import { backOff } from "../../publish/back-off.ts";
import type { Cluster } from "./cluster.ts";
import { connectionOptions } from "./connection-options.ts";
import { Connections } from "./connections.ts";
import { Fetcher } from "./fetcher.ts";
import { commitOffsets, committedOffsets, offsetsAt } from "./group-api.ts";
import { GroupMembership, isFatal } from "./membership.ts";

/** A member of a group: who it is to the group, and what it fetches. */
export class PlatformaticMember implements MemberDriver {
  readonly joined: Promise<void>;
  readonly #group: string;
  readonly #options: MemberOptions;
  readonly #cluster: Cluster;
  readonly #world: DriverWorld;
  readonly #port: MemberPort;
  readonly #connections: readonly Connections[];
  readonly #asking: Connections;
  readonly #membership: GroupMembership;
  readonly #fetcher: Fetcher;
  /** It has not left, and was not put out. */
  #isMember = true;

  constructor(options: MemberOptions, port: MemberPort, cluster: Cluster, world: DriverWorld) {
    const { settings, clock, logger } = world;
    this.#group = options.group;
    this.#options = options;
    this.#cluster = cluster;
    this.#world = world;
    this.#port = port;
    const connect = (timeoutMs: number) =>
      new Connections(settings.clientId, connectionOptions(settings, timeoutMs));
    const [joining, fetching, asking] = [
      connect(settings["group.rebalanceTimeoutMs"] + settings.requestTimeoutMs),
      connect(settings["fetch.maxWaitMs"] + settings.requestTimeoutMs),
      connect(settings.requestTimeoutMs),
    ];
    this.#connections = [joining, fetching, asking];
    this.#asking = asking;
    this.#fetcher = new Fetcher({
      cluster,
      connections: fetching,
      clock,
      logger,
      port,
      maxWaitMs: settings["fetch.maxWaitMs"],
      maxBytes: settings["fetch.maxBytes"],
      partitionBytes: settings["fetch.partitionBytes"],
    });
    const { promise, resolve, reject } = Promise.withResolvers<void>();
    this.joined = promise;
    promise.catch(() => undefined);
    let isSettled = false;
    this.#membership = new GroupMembership({
      group: options.group,
      topics: options.topics,
      cluster,
      connections: joining,
      clock,
      logger,
      sessionTimeoutMs: settings["group.sessionTimeoutMs"],
      heartbeatMs: settings["group.heartbeatMs"],
      rebalanceTimeoutMs: settings["group.rebalanceTimeoutMs"],
      onGained: (partitions) => this.#gain(partitions),
      onLosing: async (partitions) => {
        this.#fetcher.remove(partitions);
        await port.onLosing(partitions);
      },
      onLost: (partitions) => {
        this.#fetcher.remove(partitions);
        port.onLost(partitions);
      },
      onSettled: () => {
        if (isSettled) return;
        isSettled = true;
        void this.#untilPlacesStand().then(resolve, reject);
      },
      onEnded: (error) => {
        this.#isMember = false;
        reject(error);
        port.onEnded(error);
      },
    });
    this.#membership.start();
  }

  wake(): void {
    this.#fetcher.wake();
  }

  stopFetching(): void {
    this.#fetcher.stop();
  }

  async commit(offsets: readonly TopicOffset[]): Promise<void> {
    await commitOffsets(await this.#coordinator(), this.#group, this.#membership.membership, offsets);
  }

  async leave(): Promise<void> {
    this.#isMember = false;
    this.#fetcher.stop();
    await this.#membership.leave(() => this.#coordinator());
    await Promise.all(this.#connections.map((connections) => connections.close()));
  }

  /** On a connection of its own: what is asked here must not wait behind a member that joins. */
  async #coordinator() {
    const at = await this.#membership.coordinator();
    return this.#asking.to({ host: at.host as string, port: at.port as number });
  }

  /**
   * Where the group has no place yet, one is made and committed before anything is read: what is published from then on is the
   * group's, whoever of it lives.
   */
  async #gain(partitions: readonly TopicPartition[]): Promise<void> {
    const coordinator = await this.#coordinator();
    const known = await committedOffsets(coordinator, this.#group, partitions);
    const has = new Set(known.map(({ topic, partition }) => `${topic}/${partition}`));
    const fresh = partitions.filter(({ topic, partition }) => !has.has(`${topic}/${partition}`));
    let places: readonly TopicOffset[] = [];
    if (fresh.length > 0) {
      await this.#cluster.look([...new Set(fresh.map(({ topic }) => topic))]);
      places = await offsetsAt(this.#options.from, fresh, this.#cluster, this.#asking);
      await commitOffsets(coordinator, this.#group, this.#membership.membership, places);
    }
    const gained = [...known, ...places];
    this.#port.onGained(gained);
    this.#fetcher.add(gained);
  }

  /** Those of other members are made by them. A coordinator that moves meanwhile is looked for again, as whoever keeps the membership does. */
  async #untilPlacesStand(): Promise<void> {
    for (let failed = 0; this.#isMember; ) {
      try {
        if (await this.#haveAllPlaces()) return;
        failed = 0;
      } catch (error) {
        if (isFatal(error)) throw error;
        failed += 1;
      }
      await this.#world.clock.sleep(failed === 0 ? 20 : backOff(failed));
    }
  }

  async #haveAllPlaces(): Promise<boolean> {
    const { group, topics } = this.#options;
    const all = await this.#cluster.partitionsOf(topics);
    return (await committedOffsets(await this.#coordinator(), group, all)).length === all.length;
  }
}
