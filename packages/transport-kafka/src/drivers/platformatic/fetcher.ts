import { type Clock, type Logger, transportErrors } from "@concordat/runtime";
import { isForbidden, SeenFields } from "@concordat/runtime/transport";
import { type Connection, fetchV12 } from "@platformatic/kafka";
import type { MemberPort, TopicOffset, TopicPartition } from "../../driver.ts";
import { backOff } from "../../publish/back-off.ts";
import type { Cluster } from "./cluster.ts";
import type { Connections } from "./connections.ts";
import { type FetchAnswer, type FetchedPartition, fetchApi, readFetchAnswer } from "./fetch-answer.ts";
import { FetchedBatches } from "./fetched-batches.ts";
import { offsetsAt } from "./group-api.ts";
import { brokerError, code } from "./protocol-codes.ts";

export type FetcherOptions = {
  readonly cluster: Cluster;
  /** Used by nobody else: a broker holds the answer as long as it has nothing. */
  readonly connections: Connections;
  readonly clock: Clock;
  readonly logger: Logger;
  readonly port: MemberPort;
  readonly maxWaitMs: number;
  readonly maxBytes: number;
  readonly partitionBytes: number;
};

type Reading = TopicPartition & { position: number; missingSince: number | undefined };

/** How long a topic may be away before it is gone. */
const topicGraceMs = 10_000;

/** Nothing of transactions that are not over or were aborted. */
const readCommitted = 1;

/** Fetches what a member wants of its partitions, one request at a time from each broker that leads some of them. */
export class Fetcher {
  readonly #options: FetcherOptions;
  readonly #readings = new Map<string, Reading>();
  readonly #busy = new Set<number>();
  readonly #seen = new SeenFields();
  #isOpen = true;
  #isPlanned = false;
  #failed = 0;
  #looking: Promise<unknown> | undefined;

  constructor(options: FetcherOptions) {
    this.#options = options;
  }

  add(partitions: readonly TopicOffset[]): void {
    for (const each of partitions)
      this.#readings.set(nameOf(each), {
        topic: each.topic,
        partition: each.partition,
        position: each.offset,
        missingSince: undefined,
      });
    this.wake();
  }

  remove(partitions: readonly TopicPartition[]): void {
    for (const each of partitions) this.#readings.delete(nameOf(each));
  }

  stop(): void {
    this.#isOpen = false;
    this.#readings.clear();
  }

  /** In the next turn, once however often it is called. */
  wake(): void {
    if (this.#isPlanned || !this.#isOpen) return;
    this.#isPlanned = true;
    setImmediate(() => {
      this.#isPlanned = false;
      this.#pump();
    });
  }

  #pump(): void {
    if (!this.#isOpen) return;
    const { cluster, port } = this.#options;
    const byLeader = new Map<number, Reading[]>();
    let isSomebodyLost = false;
    for (const reading of this.#readings.values()) {
      if (!port.wants(reading)) continue;
      const leader = cluster.leaderOf(reading.topic, reading.partition);
      if (leader === undefined) isSomebodyLost = true;
      else if (!this.#busy.has(leader)) {
        const of = byLeader.get(leader);
        if (of === undefined) byLeader.set(leader, [reading]);
        else of.push(reading);
      }
    }
    for (const [leader, readings] of byLeader) void this.#fetch(leader, readings);
    if (isSomebodyLost) this.#look();
  }

  async #fetch(leader: number, readings: readonly Reading[]): Promise<void> {
    const { cluster, connections, clock } = this.#options;
    this.#busy.add(leader);
    try {
      const broker = cluster.broker(leader);
      if (broker === undefined) throw new Error("the broker is not known any more");
      const connection = connections.established(broker) ?? (await connections.to(broker));
      const answer = await this.#ask(connection, readings);
      if (answer.errorCode !== code.none) throw brokerError(answer.errorCode, "fetching");
      await this.#takeAll(answer, readings);
      this.#failed = 0;
    } catch (error) {
      if (isForbidden(error)) return this.#end(error);
      // Whatever else it was, it is tried again, and health tells whether the broker answers.
      this.#failed += 1;
      this.#look();
      await clock.sleep(backOff(this.#failed));
    } finally {
      this.#busy.delete(leader);
      this.wake();
    }
  }

  #ask(connection: Connection, readings: readonly Reading[]): Promise<FetchAnswer> {
    const { maxWaitMs, maxBytes, partitionBytes } = this.#options;
    const topics = [...Map.groupBy(readings, ({ topic }) => topic)].map(([topic, of]) => ({
      topicId: topic,
      partitions: of.map(({ partition, position }) => ({
        partition,
        currentLeaderEpoch: -1,
        fetchOffset: BigInt(position),
        lastFetchedEpoch: -1,
        partitionMaxBytes: partitionBytes,
      })),
    }));
    return new Promise((resolve, reject) => {
      connection.send<FetchAnswer>(
        fetchApi.key,
        fetchApi.version,
        // Without a session: what is asked for changes nearly every time.
        () => fetchV12.createRequest(maxWaitMs, 1, maxBytes, readCommitted, 0, -1, topics, [], ""),
        readFetchAnswer,
        true,
        true,
        (error, answer) => {
          if (error) reject(error);
          else resolve(answer as FetchAnswer);
        },
      );
    });
  }

  /** Rejects after the others were taken where one of them is in trouble: it must not be asked for again at once. */
  async #takeAll({ partitions }: FetchAnswer, readings: readonly Reading[]): Promise<void> {
    let trouble: Error | undefined;
    for (const fetched of partitions) {
      const reading = readings.find(
        ({ topic, partition }) => topic === fetched.topic && partition === fetched.partition,
      );
      // Given up while the request was under way, or given up and got again.
      if (reading === undefined || this.#readings.get(nameOf(reading)) !== reading) continue;
      if (fetched.errorCode === code.none) this.#take(fetched, reading);
      else if (fetched.errorCode === code.offsetOutOfRange) await this.#beginAgain(reading);
      else trouble = brokerError(fetched.errorCode, `reading the topic ${JSON.stringify(fetched.topic)}`);
    }
    if (trouble !== undefined) throw trouble;
  }

  #take(fetched: FetchedPartition, reading: Reading): void {
    reading.missingSince = undefined;
    if (fetched.records.length === 0) return;
    const { records, endOffset, aborted } = fetched;
    const batches = new FetchedBatches(records, reading.position, endOffset, aborted, this.#seen);
    if (batches.nextOffset === reading.position) return;
    reading.position = batches.nextOffset;
    // To the end of the line, so that all have their turn where a request does not hold them all.
    this.#readings.delete(nameOf(reading));
    this.#readings.set(nameOf(reading), reading);
    this.#options.port.onFetched(reading, batches);
  }

  #missing(reading: Reading): void {
    const now = this.#options.clock.monotonic();
    reading.missingSince ??= now;
    if (now - reading.missingSince < topicGraceMs) return;
    const [what, address] = [`the topic ${JSON.stringify(reading.topic)}`, "a subscription"];
    this.#end(transportErrors.TOPOLOGY_MISSING({ transport: "kafka", what, address }));
  }

  #end(error: Error): void {
    this.stop();
    this.#options.port.onEnded(error);
  }

  /** What was to be read next is gone: it was kept too shortly, or the topic is another one under the same name. */
  async #beginAgain(reading: Reading): Promise<void> {
    const { cluster, connections, logger } = this.#options;
    const [start] = await offsetsAt("start", [reading], cluster, connections);
    if (start === undefined) return;
    logger.warn("kafka: messages that a group had not read are gone, it goes on with the oldest there is", {
      topic: reading.topic,
      partition: reading.partition,
      wanted: reading.position,
      oldest: start.offset,
    });
    reading.position = start.offset;
  }

  #look(): void {
    if (this.#looking !== undefined) return;
    const { cluster, clock } = this.#options;
    const topics = [...new Set([...this.#readings.values()].map(({ topic }) => topic))];
    this.#looking = cluster
      .look(topics)
      .then(
        (shapes) => {
          for (const reading of this.#readings.values())
            if (shapes.has(reading.topic) && shapes.get(reading.topic) === undefined) this.#missing(reading);
        },
        () => undefined,
      )
      .then(() => clock.sleep(backOff(Math.max(3, this.#failed))))
      .then(() => {
        this.#looking = undefined;
        this.wake();
      });
  }
}

function nameOf({ topic, partition }: TopicPartition): string {
  return `${topic}/${partition}`;
}
