import { isConcordatError } from "@concordat/errors";
import { type Clock, type Durability, type Logger, transportErrors } from "@concordat/runtime";
import type { KafkaDriver, TopicFacts } from "./driver.ts";
import { durabilityOf, weakest } from "./durability.ts";
import type { KafkaSettings } from "./settings.ts";
import { checkTopicName } from "./topic-names.ts";
import type { TopicSetUps } from "./topic-set-up.ts";

export type TopicBookOptions = {
  readonly driver: KafkaDriver;
  readonly settings: KafkaSettings;
  readonly setUps: TopicSetUps;
  readonly clock: Clock;
  readonly logger: Logger;
};

type KnownDurability = Exclude<Durability, "none">;

/** What nobody asks to be written is written when the machine likes. */
const never = Number.MAX_SAFE_INTEGER;

/** A topic that somebody created just now may be unknown to the broker that is asked, for a moment. */
const moments = [50, 100, 200, 400];

/** The topics that this transport uses: checked, or created, once each, and judged by what they promise. */
export class TopicBook {
  readonly #options: TopicBookOptions;
  readonly #known = new Map<string, Promise<TopicFacts>>();
  #brokerSettings: ReadonlyMap<string, string> = new Map();
  #isWarned = false;

  constructor(options: TopicBookOptions) {
    this.#options = options;
  }

  /** Of the brokers, as they said when the transport was opened. */
  get brokerSettings(): ReadonlyMap<string, string> {
    return this.#brokerSettings;
  }

  /** Answers what topics promise: those that were named, or one that is made as things are. */
  async open(): Promise<KnownDurability> {
    const { driver, settings } = this.#options;
    this.#brokerSettings = await driver.settingsOf("broker");
    const { addresses = [] } = settings;
    for (const address of addresses) await this.factsOf(address);
    await Promise.all(addresses.map((address) => this.#checkRoom(address)));
    const durabilities = await Promise.all(addresses.map((address) => this.#durabilityOf(address)));
    const durability = durabilities.length > 0 ? weakest(durabilities) : durabilityOf(this.#ofNewTopics());
    this.#warn(durability, addresses.length > 0 ? addresses.join(", ") : "a new topic");
    return durability;
  }

  /** Throws TRANSPORT_ADDRESS, TOPOLOGY_MISSING, TRANSPORT_UNREACHABLE, TRANSPORT_LOGIN_REFUSED, TRANSPORT_FORBIDDEN. */
  factsOf(topic: string): Promise<TopicFacts> {
    let facts = this.#known.get(topic);
    if (facts === undefined) {
      facts = this.#find(topic);
      this.#known.set(topic, facts);
      // What is not there now may be there later.
      facts.catch(() => this.#known.delete(topic));
    }
    return facts;
  }

  /** It is not there any more: the next time somebody looks. */
  forget(topic: string): void {
    this.#known.delete(topic);
  }

  async #find(topic: string): Promise<TopicFacts> {
    checkTopicName(topic);
    const { provision } = this.#options.settings;
    const found = await this.#look(topic, provision === "check" ? moments : []);
    const facts = found ?? (provision === "create" ? await this.#create(topic) : undefined);
    if (facts === undefined)
      throw transportErrors.TOPOLOGY_MISSING({
        transport: "kafka",
        what: `the topic ${JSON.stringify(topic)}`,
        address: JSON.stringify(topic),
      });
    if (found !== undefined) this.#compare(topic, found);
    if (this.#options.settings.durability !== undefined) void this.#judge(topic);
    return facts;
  }

  /** What was there before works as it is, and is told where new ones would be otherwise. */
  #compare(topic: string, found: TopicFacts): void {
    const { setUps, logger } = this.#options;
    const { partitions = found.partitions, replicationFactor: replicas = found.replicas } = setUps(topic);
    const wanted = { partitions, replicas };
    if (wanted.partitions === found.partitions && wanted.replicas === found.replicas) return;
    logger.warn("kafka: a topic is set up otherwise than a new one would be; it is used as it is", {
      topic,
      found,
      wanted,
    });
  }

  /** Messages that this transport says it takes, and the topic would not. */
  async #checkRoom(topic: string): Promise<void> {
    const { driver, settings } = this.#options;
    const limit = Number((await driver.settingsOf({ topic })).get("max.message.bytes") ?? Number.NaN);
    if (settings.messageBytes === undefined || !(limit < settings.messageBytes)) return;
    throw transportErrors.TOPOLOGY_MISMATCH({
      transport: "kafka",
      what: `the topic ${JSON.stringify(topic)}`,
      setting: "max.message.bytes",
      found: String(limit),
      wanted: `${settings.messageBytes} at least, for its setting "messageBytes"`,
    });
  }

  async #look(topic: string, pauses: readonly number[]): Promise<TopicFacts | undefined> {
    const { driver, clock } = this.#options;
    for (let round = 0; ; round += 1) {
      const facts = (await this.#reached(driver.describeTopics([topic]))).get(topic);
      const pause = pauses[round];
      if (facts !== undefined || pause === undefined) return facts;
      await clock.sleep(pause);
    }
  }

  async #create(topic: string): Promise<TopicFacts | undefined> {
    const { driver, setUps, logger } = this.#options;
    const { partitions = -1, replicationFactor: replicas = -1, config } = setUps(topic);
    await this.#reached(driver.createTopics([{ name: topic, partitions, replicas, config }]));
    logger.info("kafka: a topic was created", { topic, partitions, replicas, config });
    return this.#look(topic, [20, 50, ...moments, 800, 1_600]);
  }

  /** Whatever a client says of a broker that it cannot reach, in one way. */
  async #reached<Answer>(asked: Promise<Answer>): Promise<Answer> {
    try {
      return await asked;
    } catch (error) {
      if (isConcordatError(error)) throw error;
      const at = (this.#options.settings.brokers ?? []).join(", ");
      throw transportErrors.TRANSPORT_UNREACHABLE(
        { transport: "kafka", at, trouble: (error as Error).message },
        { cause: error },
      );
    }
  }

  #ofNewTopics() {
    const { replicationFactor, config } = this.#options.setUps();
    const number = (name: string, otherwise: number) => Number(this.#brokerSettings.get(name) ?? otherwise);
    return {
      replicas: replicationFactor ?? number("default.replication.factor", 1),
      minInSync: Number(config["min.insync.replicas"] ?? number("min.insync.replicas", 1)),
      flushMessages: Number(config["flush.messages"] ?? number("log.flush.interval.messages", never)),
    };
  }

  async #durabilityOf(topic: string): Promise<KnownDurability> {
    const { driver } = this.#options;
    const [{ replicas }, settings] = await Promise.all([this.factsOf(topic), driver.settingsOf({ topic })]);
    const [minInSync, flushMessages] = [settings.get("min.insync.replicas"), settings.get("flush.messages")];
    return durabilityOf({
      replicas,
      minInSync: Number(minInSync ?? 1),
      flushMessages: Number(flushMessages ?? never),
    });
  }

  async #judge(topic: string): Promise<void> {
    try {
      this.#warn(await this.#durabilityOf(topic), topic);
    } catch {
      // Who may not ask is told nothing; it was told what is declared when the transport was opened.
    }
  }

  /** Once: what is wrong with one topic is mostly wrong with all. */
  #warn(found: KnownDurability, of: string): void {
    const { settings, logger } = this.#options;
    if (this.#isWarned || settings.durability !== "power-loss" || found === "power-loss") return;
    this.#isWarned = true;
    logger.warn(
      "kafka: less durable than declared; it takes 3 replicas and min.insync.replicas of 2, or flush.messages of 1",
      {
        declared: settings.durability,
        found,
        of,
      },
    );
  }
}
