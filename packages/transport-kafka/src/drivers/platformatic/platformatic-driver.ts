import type {
  DriverWorld,
  KafkaDriver,
  MemberDriver,
  MemberOptions,
  MemberPort,
  NewTopic,
  Place,
  Reach,
  TopicFacts,
} from "../../driver.ts";
import { createTopics, describeTopics, settingsOf } from "./admin.ts";
import { Cluster } from "./cluster.ts";
import { connectionOptions } from "./connection-options.ts";
import { Connections } from "./connections.ts";
import { committedOffsets, coordinatorOf, offsetsAt } from "./group-api.ts";
import { PlatformaticMember } from "./group-member.ts";
import { PlatformaticProducer } from "./producer.ts";
import { reachOf } from "./reach.ts";

/**
 * Over `@platformatic/kafka`: its connections, its authentication, its requests. What is made and read by the hundred thousand, records in
 * batches, is written and read here, straight to and from the bytes.
 */
export class PlatformaticDriver implements KafkaDriver {
  readonly client = "@platformatic/kafka";
  readonly producer: PlatformaticProducer;
  readonly #world: DriverWorld;
  readonly #connections: Connections;
  readonly #producing: Connections;
  readonly #cluster: Cluster;

  constructor(world: DriverWorld) {
    const { settings } = world;
    this.#world = world;
    this.#connections = new Connections(
      settings.clientId,
      connectionOptions(settings, settings.requestTimeoutMs),
    );
    // A request that takes longer than its messages may is given up with its connection.
    this.#producing = new Connections(
      settings.clientId,
      connectionOptions(settings, settings.publishTimeoutMs),
    );
    this.#cluster = new Cluster(settings.brokers ?? [], this.#connections, world.clock);
    this.producer = new PlatformaticProducer(this.#cluster, this.#producing, settings.publishTimeoutMs);
  }

  describeTopics(names: readonly string[]): Promise<ReadonlyMap<string, TopicFacts | undefined>> {
    return describeTopics(this.#cluster, names);
  }

  createTopics(topics: readonly NewTopic[]): Promise<void> {
    return createTopics(this.#cluster, topics, this.#world.settings.requestTimeoutMs);
  }

  settingsOf(what: "broker" | { readonly topic: string }): Promise<ReadonlyMap<string, string>> {
    return settingsOf(this.#cluster, what);
  }

  ping(): Promise<Reach> {
    return reachOf(this.#cluster, this.#connections, this.#world.clock);
  }

  async placesOf(group: string, topics: readonly string[]): Promise<readonly Place[]> {
    const partitions = await this.#cluster.partitionsOf(topics);
    const coordinator = await this.#connections.to(await coordinatorOf(group, this.#cluster));
    const [committed, ends] = await Promise.all([
      committedOffsets(coordinator, group, partitions),
      offsetsAt("new", partitions, this.#cluster, this.#connections),
    ]);
    const places = new Map(
      committed.map(({ topic, partition, offset }) => [`${topic}/${partition}`, offset]),
    );
    return ends.map(({ topic, partition, offset }) => ({
      topic,
      partition,
      committed: places.get(`${topic}/${partition}`),
      end: offset,
    }));
  }

  async openMember(options: MemberOptions, port: MemberPort): Promise<MemberDriver> {
    return new PlatformaticMember(options, port, this.#cluster, this.#world);
  }

  async close(): Promise<void> {
    await Promise.all([this.#connections.close(), this.#producing.close()]);
  }
}
