import { type Admin, ConfigResourceTypes, type Kafka, type Producer } from "kafkajs";
import type {
  DriverWorld,
  KafkaDriver,
  MemberDriver,
  MemberOptions,
  MemberPort,
  NewTopic,
  Place,
  TopicFacts,
} from "../../driver.ts";
import { createClient } from "./kafkajs-client.ts";
import { KafkaJsMember } from "./kafkajs-member.ts";
import { KafkaJsProducer } from "./kafkajs-producer.ts";

/** Over `kafkajs`, for those who have it already. */
export class KafkaJsDriver implements KafkaDriver {
  readonly client = "kafkajs";
  readonly producer: KafkaJsProducer;
  readonly #world: DriverWorld;
  readonly #kafka: Kafka;
  readonly #admin: Connectable<Admin>;
  readonly #producing: Connectable<Producer>;

  constructor(world: DriverWorld) {
    this.#world = world;
    this.#kafka = createClient(world);
    this.#admin = new Connectable(() => this.#kafka.admin());
    this.#producing = new Connectable(() => this.#kafka.producer({ allowAutoTopicCreation: false }));
    this.producer = new KafkaJsProducer(() => this.#producing.connected(), world.settings.publishTimeoutMs);
  }

  async describeTopics(names: readonly string[]): Promise<ReadonlyMap<string, TopicFacts | undefined>> {
    const admin = await this.#admin.connected();
    const there = new Set(await admin.listTopics());
    const known = names.filter((name) => there.has(name));
    const facts = new Map<string, TopicFacts | undefined>(names.map((name) => [name, undefined]));
    if (known.length === 0) return facts;
    for (const { name, partitions } of (await admin.fetchTopicMetadata({ topics: known })).topics)
      facts.set(name, {
        partitions: partitions.length,
        replicas: Math.min(...partitions.map(({ replicas }) => replicas.length)),
      });
    return facts;
  }

  async createTopics(topics: readonly NewTopic[]): Promise<void> {
    const admin = await this.#admin.connected();
    await admin.createTopics({
      timeout: this.#world.settings.requestTimeoutMs,
      // Its own waiting fails where the broker that is asked has not heard of the topic yet.
      waitForLeaders: false,
      topics: topics.map(({ name, partitions, replicas, config }) => ({
        topic: name,
        numPartitions: partitions,
        replicationFactor: replicas,
        configEntries: Object.entries(config).map(([key, value]) => ({ name: key, value })),
      })),
    });
  }

  async settingsOf(what: "broker" | { readonly topic: string }): Promise<ReadonlyMap<string, string>> {
    const admin = await this.#admin.connected();
    const isBroker = what === "broker";
    const name = isBroker ? String((await admin.describeCluster()).brokers[0]?.nodeId) : what.topic;
    const type = isBroker ? ConfigResourceTypes.BROKER : ConfigResourceTypes.TOPIC;
    const answer = await admin.describeConfigs({ includeSynonyms: false, resources: [{ type, name }] });
    return new Map(
      answer.resources.flatMap(({ configEntries }) =>
        configEntries.map(({ configName, configValue }) => [configName, configValue] as const),
      ),
    );
  }

  async ping(): Promise<string> {
    const admin = await this.#admin.connected();
    const { brokers } = await admin.describeCluster();
    return brokers.map(({ host, port }) => `${host}:${port}`).join(", ");
  }

  async placesOf(group: string, topics: readonly string[]): Promise<readonly Place[]> {
    const admin = await this.#admin.connected();
    const committed = new Map(
      (await admin.fetchOffsets({ groupId: group, topics: [...topics] })).flatMap(({ topic, partitions }) =>
        partitions.map(({ partition, offset }) => [`${topic}/${partition}`, Number(offset)] as const),
      ),
    );
    const places = await Promise.all(
      topics.map(async (topic) =>
        (await admin.fetchTopicOffsets(topic)).map(({ partition, high }) => {
          const offset = committed.get(`${topic}/${partition}`) ?? -1;
          return { topic, partition, committed: offset < 0 ? undefined : offset, end: Number(high) };
        }),
      ),
    );
    return places.flat();
  }

  async openMember(options: MemberOptions, port: MemberPort): Promise<MemberDriver> {
    return new KafkaJsMember(this.#kafka, await this.#admin.connected(), options, port, this.#world);
  }

  async close(): Promise<void> {
    await Promise.all([this.#admin.disconnect(), this.#producing.disconnect()]);
  }
}

/** Connected when it is first needed, and asked for again where that failed. */
class Connectable<Client extends { connect(): Promise<void>; disconnect(): Promise<void> }> {
  readonly #create: () => Client;
  #connecting: Promise<Client> | undefined;

  constructor(create: () => Client) {
    this.#create = create;
  }

  connected(): Promise<Client> {
    const connecting = this.#connecting ?? this.#connect();
    this.#connecting = connecting;
    connecting.catch(() => {
      if (this.#connecting === connecting) this.#connecting = undefined;
    });
    return connecting;
  }

  async disconnect(): Promise<void> {
    const client = await this.#connecting?.catch(() => undefined);
    await client?.disconnect();
  }

  async #connect(): Promise<Client> {
    const client = this.#create();
    await client.connect();
    return client;
  }
}
