import type { Clock } from "@concordat/runtime";
import { type API, type Broker, type Connection, metadataV9 } from "@platformatic/kafka";
import type { TopicPartition } from "../../driver.ts";
import { AnyBroker } from "./any-broker.ts";
import { ask } from "./ask.ts";
import type { Connections } from "./connections.ts";
import { brokerError, code } from "./protocol-codes.ts";

export type TopicShape = { readonly leaders: readonly number[]; readonly replicas: number };

/** Which brokers there are, and which of them leads what, as far as somebody asked. */
export class Cluster {
  readonly #bootstrap: readonly Broker[];
  readonly #any: AnyBroker;
  #brokers = new Map<number, Broker>();
  readonly #topics = new Map<string, TopicShape>();
  readonly #asking = new Map<string, Promise<ReadonlyMap<string, TopicShape | undefined>>>();

  constructor(bootstrap: readonly string[], connections: Connections, clock: Clock) {
    this.#bootstrap = bootstrap.map(brokerOf);
    this.#any = new AnyBroker(connections, clock);
  }

  leaderOf(topic: string, partition: number): number | undefined {
    const leader = this.#topics.get(topic)?.leaders[partition];
    return leader === undefined || !this.#brokers.has(leader) ? undefined : leader;
  }

  broker(id: number): Broker | undefined {
    return this.#brokers.get(id);
  }

  /** Topics that somebody asked about, and that were there. */
  get topics(): readonly string[] {
    return [...this.#topics.keys()];
  }

  /** Who leads something of them. */
  get leaders(): ReadonlySet<number> {
    return new Set([...this.#topics.values()].flatMap(({ leaders }) => leaders));
  }

  /** Partitions of them that nobody leads who is there. */
  get leaderless(): readonly string[] {
    return this.topics.flatMap((topic) =>
      (this.#topics.get(topic)?.leaders ?? []).flatMap((_, partition) =>
        this.leaderOf(topic, partition) === undefined ? `${topic}/${partition}` : [],
      ),
    );
  }

  get brokers(): readonly Broker[] {
    return [...this.#brokers.values()];
  }

  /** Asks anew; the same question is asked once at a time. */
  look(topics: readonly string[]): Promise<ReadonlyMap<string, TopicShape | undefined>> {
    const question = topics.toSorted().join();
    let asking = this.#asking.get(question);
    if (asking === undefined) {
      asking = this.#look(topics).finally(() => this.#asking.delete(question));
      this.#asking.set(question, asking);
    }
    return asking;
  }

  /** All that these topics have now; none of one that is not there. */
  async partitionsOf(topics: readonly string[]): Promise<readonly TopicPartition[]> {
    const shapes = await this.look(topics);
    return topics.flatMap((topic) =>
      (shapes.get(topic)?.leaders ?? []).map((_, partition) => ({ topic, partition })),
    );
  }

  /** Of whichever broker answers: those that are known, then those that were named at the beginning. */
  ask<Arguments extends unknown[], Answer>(api: API<Arguments, Answer>, ...args: Arguments): Promise<Answer> {
    return this.#any.ask([...this.brokers, ...this.#bootstrap], (connection) =>
      ask(api, connection, ...args),
    );
  }

  /** Of whichever broker answers what each can say of itself alone. */
  askOfItself<Answer>(question: (connection: Connection, id: number) => Promise<Answer>): Promise<Answer> {
    const numbered = [...this.#brokers].map(([id, broker]) => ({ ...broker, id }));
    return this.#any.ask(numbered, (connection, { id }) => question(connection, id));
  }

  async #look(topics: readonly string[]): Promise<ReadonlyMap<string, TopicShape | undefined>> {
    const answer = await this.ask(metadataV9.api, [...topics], false, false, false);
    this.#brokers = new Map(answer.brokers.map(({ nodeId, host, port }) => [nodeId, { host, port }]));
    const shapes = new Map<string, TopicShape | undefined>();
    for (const topic of answer.topics) {
      const name = topic.name as string;
      if (topic.errorCode !== code.none && topic.errorCode !== code.leaderNotAvailable) {
        // A trouble of one topic is nobody else's.
        if (topic.errorCode !== code.unknownTopicOrPartition && topics.length === 1)
          throw brokerError(topic.errorCode, `the topic ${JSON.stringify(name)}`);
        this.#topics.delete(name);
        shapes.set(name, undefined);
        continue;
      }
      const leaders: number[] = new Array(topic.partitions.length).fill(-1);
      for (const { partitionIndex, leaderId } of topic.partitions) leaders[partitionIndex] = leaderId;
      const replicas = Math.min(...topic.partitions.map(({ replicaNodes }) => replicaNodes.length));
      const shape = { leaders, replicas };
      this.#topics.set(name, shape);
      shapes.set(name, shape);
    }
    return shapes;
  }
}

export function brokerOf(text: string): Broker {
  const at = text.lastIndexOf(":");
  const port = Number(text.slice(at + 1));
  return at < 0 || !Number.isInteger(port)
    ? { host: text, port: 9_092 }
    : { host: text.slice(0, at).replace(/^\[(.*)\]$/, "$1"), port };
}
