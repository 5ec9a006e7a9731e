import type { Finding } from "@concordat/errors";
import type { JsonObject } from "@concordat/json";

/** What brokers have to have, and what the groups of their readers are called, as far as the document says it. */
export type Topology = {
  /** In the order of the document's servers. A server of which nothing is said, or of another protocol, is not among them. */
  readonly brokers: readonly BrokerTopology[];
  /** Of the operations that receive; where the document names no group, the service does. */
  readonly groups: readonly OperationGroup[];
};

export type TopologyReading = Topology & {
  /** What contradicts itself or cannot be had. A broker that is concerned is not among the brokers, an operation not among the groups. */
  readonly findings: readonly Finding[];
};

export type BrokerTopology = NatsTopology | KafkaTopology | RedisTopology | EventBridgeTopology;

type Broker<Transport extends string, Settings> = {
  /** Name of the server in the document. */
  readonly server: string;
  /** As configuration calls the transport that reaches it. */
  readonly transport: Transport;
  /** Settings of that transport, by its own names. */
  readonly settings: Settings;
  /** Where messages travel there; channels whose addresses are known at run time only are left out. */
  readonly addresses: readonly string[];
};

export type NatsTopology = Broker<
  "nats",
  {
    readonly streams?: Readonly<Record<string, NatsStream>>;
    /** By group, then by address: the durable consumer that keeps the group's place. */
    readonly durables?: Readonly<Record<string, Readonly<Record<string, string>>>>;
  }
>;

type NatsStream = {
  readonly subjects: readonly string[];
  readonly storage?: "file" | "memory";
  readonly replicas?: number;
  readonly maxAgeMs?: number;
  readonly maxBytes?: number;
  readonly duplicateWindowMs?: number;
  readonly discard?: "old" | "new";
};

export type KafkaTopology = Broker<
  "kafka",
  {
    readonly addresses: readonly string[];
    /** What is said of all topics, and what is otherwise in single ones. */
    readonly topics?: KafkaTopic & { readonly byName?: Readonly<Record<string, KafkaTopic>> };
  }
>;

type KafkaTopic = {
  readonly partitions?: number;
  readonly replicationFactor?: number;
  readonly config?: Readonly<Record<string, string | number | boolean>>;
};

export type RedisTopology = Broker<
  "redis",
  {
    readonly partitions?: number;
    readonly trim?: "handled" | "never" | "length";
    readonly keepMessages?: number;
  }
>;

export type EventBridgeTopology = Broker<
  "eventbridge",
  {
    readonly bus?: string;
    /** By address: which events that others put on the bus belong there. */
    readonly patterns?: Readonly<Record<string, JsonObject>>;
  }
>;

/** `indexing-consumers`, or with holes that each service fills: `{prefix}_{service}_projection_handlers`. */
export type GroupName = string;

export type OperationGroup = {
  /** Name of an operation that receives. */
  readonly operation: string;
  readonly group: GroupName;
  /** The consumer that keeps the group's place at JetStream, whoever made it. */
  readonly durable?: string;
};
