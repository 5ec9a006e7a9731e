import { type TransportError, transportErrors } from "@concordat/runtime";
import { type Broker, type Connection, metadataV9 } from "@platformatic/kafka";
import { ask } from "./ask.ts";
import type { Connections } from "./connections.ts";
import { brokerError, code } from "./protocol-codes.ts";

export type TopicShape = { readonly leaders: readonly number[]; readonly replicas: number };

/** Which brokers there are, and which of them leads what, as far as somebody asked. */
export class Cluster {
  readonly #bootstrap: readonly Broker[];
  readonly #connections: Connections;
  #brokers = new Map<number, Broker>();
  readonly #topics = new Map<string, TopicShape>();
  readonly #asking = new Map<string, Promise<ReadonlyMap<string, TopicShape | undefined>>>();

  constructor(bootstrap: readonly string[], connections: Connections) {
    this.#bootstrap = bootstrap.map(brokerOf);
    this.#connections = connections;
  }

  leaderOf(topic: string, partition: number): number | undefined {
    const leader = this.#topics.get(topic)?.leaders[partition];
    return leader === undefined || !this.#brokers.has(leader) ? undefined : leader;
  }

  broker(id: number): Broker | undefined {
    return this.#brokers.get(id);
  }

  get numbered(): ReadonlyMap<number, Broker> {
    return this.#brokers;
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

  /** To whichever broker answers: those that are known, then those that were named at the beginning. */
  async anyConnection(): Promise<Connection> {
    const troubles: TransportError[] = [];
    const known = [...this.brokers, ...this.#bootstrap];
    for (const broker of known) {
      const established = this.#connections.established(broker);
      if (established !== undefined) return established;
    }
    const tried = new Set<string>();
    for (const broker of known) {
      const name = `${broker.host}:${broker.port}`;
      if (tried.has(name)) continue;
      tried.add(name);
      try {
        return await this.#connections.to(broker);
      } catch (error) {
        troubles.push(error as TransportError);
      }
    }
    throw together(troubles);
  }

  async #look(topics: readonly string[]): Promise<ReadonlyMap<string, TopicShape | undefined>> {
    const connection = await this.anyConnection();
    const answer = await ask(metadataV9.api, connection, [...topics], false, false, false);
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

/** What a broker says of who asks weighs more than that others are not there. */
function together(troubles: readonly TransportError[]): Error {
  const refusal = troubles.find(({ code }) => code === "TRANSPORT_LOGIN_REFUSED");
  const [first] = troubles;
  if (refusal !== undefined) return refusal;
  if (troubles.length === 1 && first !== undefined) return first;
  const all = troubles.map(({ message, params: { at, trouble = message } }) => ({ at, trouble }));
  const remedy = troubles.find(({ params }) => params.remedy !== undefined)?.params.remedy as
    | string
    | undefined;
  return transportErrors.TRANSPORT_UNREACHABLE(
    {
      transport: "kafka",
      at: all.map(({ at }) => at).join(", "),
      trouble: all.map(({ at, trouble }) => `${at}: ${trouble}`).join("; "),
      ...(remedy === undefined ? {} : { remedy }),
    },
    { cause: new AggregateError(troubles) },
  );
}
