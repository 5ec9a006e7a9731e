import { type Admin, ConfigResourceTypes, type Kafka, type Producer } from "kafkajs";
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
import { createClient } from "./kafkajs-client.ts";
import { isForbidden, kafkaJsError } from "./kafkajs-error.ts";
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
    this.producer = new KafkaJsProducer(() => this.#producing.connected(), world.settings);
  }

  describeTopics(names: readonly string[]): Promise<ReadonlyMap<string, TopicFacts | undefined>> {
    return this.#ask(`looking at the topics ${quoted(names)}`, async (admin) => {
      const there = new Set(await admin.listTopics());
      const known = names.filter((name) => there.has(name));
      await this.#checkRights(
        admin,
        names.filter((name) => !there.has(name)),
      );
      const facts = new Map<string, TopicFacts | undefined>(names.map((name) => [name, undefined]));
      if (known.length === 0) return facts;
      for (const { name, partitions } of (await admin.fetchTopicMetadata({ topics: known })).topics)
        facts.set(name, {
          partitions: partitions.length,
          replicas: Math.min(...partitions.map(({ replicas }) => replicas.length)),
        });
      return facts;
    });
  }

  async createTopics(topics: readonly NewTopic[]): Promise<void> {
    const names = topics.map(({ name }) => name);
    await this.#ask(`creating the topics ${quoted(names)}`, (admin) =>
      admin.createTopics({
        timeout: this.#world.settings.requestTimeoutMs,
        // Its own waiting fails where the broker that is asked has not heard of the topic yet.
        waitForLeaders: false,
        topics: topics.map(({ name, partitions, replicas, config }) => ({
          topic: name,
          numPartitions: partitions,
          replicationFactor: replicas,
          configEntries: Object.entries(config).map(([key, value]) => ({ name: key, value })),
        })),
      }),
    );
  }

  settingsOf(what: "broker" | { readonly topic: string }): Promise<ReadonlyMap<string, string>> {
    return this.#ask("reading settings", async (admin) => {
      const isBroker = what === "broker";
      const name = isBroker ? String((await admin.describeCluster()).brokers[0]?.nodeId) : what.topic;
      const type = isBroker ? ConfigResourceTypes.BROKER : ConfigResourceTypes.TOPIC;
      try {
        const resources = [{ type, name }];
        const answer = await admin.describeConfigs({ includeSynonyms: false, resources });
        return new Map(
          answer.resources.flatMap(({ configEntries }) =>
            configEntries.map(({ configName, configValue }) => [configName, configValue] as const),
          ),
        );
      } catch (error) {
        // Who may write a topic need not be allowed to see how it is set up.
        if (isForbidden(error)) return new Map();
        throw error;
      }
    });
  }

  ping(): Promise<Reach> {
    return this.#ask("looking at the cluster", async (admin) => {
      const { brokers } = await admin.describeCluster();
      return { brokers: brokers.map(({ host, port }) => `${host}:${port}`), missing: [] };
    });
  }

  placesOf(group: string, topics: readonly string[]): Promise<readonly Place[]> {
    return this.#ask(`looking at the group ${JSON.stringify(group)}`, async (admin) => {
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
    });
  }

  openMember(options: MemberOptions, port: MemberPort): Promise<MemberDriver> {
    return this.#ask(
      `joining the group ${JSON.stringify(options.group)}`,
      async (admin) => new KafkaJsMember(this.#kafka, admin, options, port, this.#world),
    );
  }

  async close(): Promise<void> {
    await Promise.all([this.#admin.disconnect(), this.#producing.disconnect()]);
  }

  async #ask<Answer>(what: string, ask: (admin: Admin) => Promise<Answer>): Promise<Answer> {
    try {
      return await ask(await this.#admin.connected());
    } catch (error) {
      throw kafkaJsError(error, what, this.#world.settings);
    }
  }

  /** A topic that this user may not see is left out of the list like one that is not there. */
  async #checkRights(admin: Admin, topics: readonly string[]): Promise<void> {
    for (const topic of topics)
      await admin.fetchTopicMetadata({ topics: [topic] }).catch((error: unknown) => {
        if (isForbidden(error)) throw error;
      });
  }
}

function quoted(names: readonly string[]): string {
  return names.map((name) => JSON.stringify(name)).join(", ");
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
