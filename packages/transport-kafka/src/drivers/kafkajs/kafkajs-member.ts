import { transportErrors } from "@concordat/runtime";
import type { Admin, Consumer, EachBatchPayload, Kafka, KafkaMessage } from "kafkajs";
import type {
  DriverWorld,
  FetchedRecord,
  FetchedRecords,
  MemberDriver,
  MemberOptions,
  MemberPort,
  TopicOffset,
  TopicPartition,
} from "../../driver.ts";
import { backOff } from "../../publish/back-off.ts";
import { kafkaJsError, rootOf } from "./kafkajs-error.ts";

/** Batches of a partition that is not wanted wait, and must not keep those of others from being asked for. */
const partitionsAtOnce = 1_024;

const mostAttempts = 8;

/** What the client makes of everything that it is told while it looks, a right that is missing among it. */
const coordinatorNotFound = "KafkaJSGroupCoordinatorNotFound";

function isPassing(error: unknown): boolean {
  const { name, retriable } = rootOf(error);
  return name === coordinatorNotFound || retriable === true;
}

/**
 * A member of a group over the consumer of kafkajs: eager rebalancing, in which every member gives up all partitions and gets its
 * share again.
 */
export class KafkaJsMember implements MemberDriver {
  readonly joined: Promise<void>;
  readonly #consumer: Consumer;
  readonly #admin: Admin;
  readonly #options: MemberOptions;
  readonly #world: DriverWorld;
  readonly #port: MemberPort;
  readonly #wakers = new Set<() => void>();
  #owned: readonly TopicPartition[] = [];
  #isOpen = true;

  constructor(client: Kafka, admin: Admin, options: MemberOptions, port: MemberPort, world: DriverWorld) {
    const { settings } = world;
    this.#admin = admin;
    this.#options = options;
    this.#world = world;
    this.#port = port;
    this.#consumer = client.consumer({
      groupId: options.group,
      sessionTimeout: settings["group.sessionTimeoutMs"],
      heartbeatInterval: settings["group.heartbeatMs"],
      rebalanceTimeout: settings["group.rebalanceTimeoutMs"],
      maxWaitTimeInMs: settings["fetch.maxWaitMs"],
      maxBytes: settings["fetch.maxBytes"],
      maxBytesPerPartition: settings["fetch.partitionBytes"],
      allowAutoTopicCreation: false,
    });
    this.joined = this.#join().catch((error: unknown) => {
      throw this.#inOurWords(error);
    });
    this.joined.catch(() => undefined);
  }

  wake(): void {
    for (const wake of this.#wakers) wake();
  }

  stopFetching(): void {
    this.#isOpen = false;
    this.wake();
  }

  async commit(offsets: readonly TopicOffset[]): Promise<void> {
    await this.#consumer.commitOffsets(
      offsets.map(({ topic, partition, offset }) => ({ topic, partition, offset: String(offset) })),
    );
  }

  async leave(): Promise<void> {
    this.stopFetching();
    await this.#consumer.disconnect();
  }

  async #join(): Promise<void> {
    const { topics } = this.#options;
    const consumer = this.#consumer;
    const first = Promise.withResolvers<void>();
    first.promise.catch(() => undefined);
    consumer.on(consumer.events.GROUP_JOIN, ({ payload }) => {
      this.#gain(payload.memberAssignment).then(first.resolve, first.reject);
    });
    consumer.on(consumer.events.CRASH, ({ payload }) => {
      if (payload.restart) return;
      first.reject(payload.error);
      if (this.#isOpen) this.#port.onEnded(this.#inOurWords(payload.error));
    });
    await consumer.connect();
    // Its own look for who keeps the group gives up sooner.
    await this.#committed();
    await consumer.subscribe({ topics: [...topics], fromBeginning: this.#options.from === "start" });
    await consumer.run({
      autoCommit: false,
      eachBatchAutoResolve: false,
      partitionsConsumedConcurrently: partitionsAtOnce,
      eachBatch: (batch) => this.#take(batch),
    });
    await first.promise;
    await this.#untilPlacesStand();
  }

  #inOurWords(error: unknown): Error {
    if (rootOf(error).name === coordinatorNotFound) return this.#notCoordinated(error);
    const { topics, group } = this.#options;
    const what = `reading ${topics.join(", ")} in the group ${JSON.stringify(group)}`;
    return kafkaJsError(error, what, this.#world.settings);
  }

  /** A topic that was just created has no leader yet, the first group of a broker nobody who keeps it: both pass. */
  async #patiently<Answer>(ask: () => Promise<Answer>): Promise<Answer> {
    for (let attempt = 1; ; attempt += 1)
      try {
        return await ask();
      } catch (error) {
        if (attempt === mostAttempts || !isPassing(error)) throw error;
        await this.#world.clock.sleep(backOff(attempt + 3));
      }
  }

  #notCoordinated(cause: unknown): Error {
    const at = (this.#world.settings.brokers ?? []).join(", ");
    const trouble = `no broker says that it keeps the group ${JSON.stringify(this.#options.group)}`;
    const remedy = "see that this user may read the group, and that the brokers keep groups";
    return transportErrors.TRANSPORT_UNREACHABLE({ transport: "kafka", at, trouble, remedy }, { cause });
  }

  /** What was in hand before the group was shared out anew is somebody's again, from its committed offset on. */
  async #gain(assignment: Readonly<Record<string, readonly number[]>>): Promise<void> {
    const partitions = Object.entries(assignment).flatMap(([topic, numbers]) =>
      numbers.map((partition) => ({ topic, partition })),
    );
    this.#port.onLost(this.#owned);
    this.#owned = partitions;
    const known = await this.#committed();
    const gained: TopicOffset[] = [];
    const fresh: TopicOffset[] = [];
    for (const { topic, partition } of partitions) {
      const committed = known.get(`${topic}/${partition}`);
      const offset = committed ?? (await this.#begin(topic, partition));
      gained.push({ topic, partition, offset });
      if (committed === undefined) fresh.push({ topic, partition, offset });
    }
    if (fresh.length > 0) await this.commit(fresh);
    this.#port.onGained(gained);
    for (const { topic, partition, offset } of gained)
      this.#consumer.seek({ topic, partition, offset: String(offset) });
  }

  async #begin(topic: string, partition: number): Promise<number> {
    const offsets = await this.#patiently(() => this.#admin.fetchTopicOffsets(topic));
    const found = offsets.find((each) => each.partition === partition);
    return Number(this.#options.from === "start" ? (found?.low ?? 0) : (found?.high ?? 0));
  }

  async #committed(): Promise<ReadonlyMap<string, number>> {
    const { group, topics } = this.#options;
    const answers = await this.#patiently(() =>
      this.#admin.fetchOffsets({ groupId: group, topics: [...topics] }),
    );
    const committed = new Map<string, number>();
    for (const { topic, partitions } of answers)
      for (const { partition, offset } of partitions)
        if (Number(offset) >= 0) committed.set(`${topic}/${partition}`, Number(offset));
    return committed;
  }

  async #untilPlacesStand(): Promise<void> {
    const shapes = await this.#admin.fetchTopicMetadata({ topics: [...this.#options.topics] });
    const all = shapes.topics.reduce((sum, { partitions }) => sum + partitions.length, 0);
    while (this.#isOpen && (await this.#committed()).size < all) await this.#world.clock.sleep(50);
  }

  /** Holds a batch until more of its partition is wanted, and lets the group hear of the member meanwhile. */
  async #take(payload: EachBatchPayload): Promise<void> {
    const { batch, resolveOffset, heartbeat, isRunning, isStale } = payload;
    const at = { topic: batch.topic, partition: batch.partition };
    const last = batch.messages.at(-1);
    if (last === undefined || !this.#owns(at)) return;
    const fetched = new KafkaJsRecords(batch.messages, Number(batch.highWatermark));
    this.#port.onFetched(at, fetched);
    while (this.#isOpen && isRunning() && !isStale() && !(fetched.isEmpty && this.#port.wants(at))) {
      await this.#someTime();
      try {
        await heartbeat();
      } catch (error) {
        // The group is shared out anew: what is being handled is finished first.
        await this.#port.onLosing(this.#owned);
        this.#owned = [];
        throw error;
      }
    }
    if (this.#isOpen) resolveOffset(last.offset);
  }

  #owns({ topic, partition }: TopicPartition): boolean {
    return this.#owned.some((each) => each.topic === topic && each.partition === partition);
  }

  #someTime(): Promise<void> {
    return new Promise((resolve) => {
      const done = () => {
        cancel();
        this.#wakers.delete(done);
        resolve();
      };
      const cancel = this.#world.clock.after(this.#world.settings["group.heartbeatMs"], done);
      this.#wakers.add(done);
    });
  }
}

class KafkaJsRecords implements FetchedRecords {
  readonly endOffset: number;
  readonly #messages: readonly KafkaMessage[];
  #at = 0;

  constructor(messages: readonly KafkaMessage[], endOffset: number) {
    this.#messages = messages;
    this.endOffset = endOffset;
  }

  get isEmpty(): boolean {
    return this.#at >= this.#messages.length;
  }

  next(): FetchedRecord | undefined {
    const message = this.#messages[this.#at];
    if (message === undefined) return undefined;
    this.#at += 1;
    const headers: Record<string, string> = {};
    for (const [name, value] of Object.entries(message.headers ?? {})) {
      const last = Array.isArray(value) ? value.at(-1) : value;
      if (last !== undefined) headers[name] = String(last);
    }
    return {
      offset: Number(message.offset),
      key: message.key === null ? undefined : String(message.key),
      raw: { headers, body: message.value ?? nothing },
    };
  }
}

const nothing = new Uint8Array(0);
