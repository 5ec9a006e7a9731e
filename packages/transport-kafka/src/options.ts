import type { TlsOption } from "@concordat/runtime/transport";

/** What `openKafkaTransport` is told. docs/reference/transport-kafka.md has the default of each. */
export type KafkaTransportOptions = {
  readonly brokers: readonly string[];
  readonly clientId?: string;
  readonly driver?: "platformatic" | "kafkajs";
  readonly mode?: "binary" | "structured";
  readonly provision?: "check" | "create";
  readonly addresses?: readonly string[];
  readonly durability?: "process-crash" | "power-loss";
  readonly topics?: TopicOptions & {
    /** What is otherwise in single topics; what is not said of one is as in all. */
    readonly byName?: Readonly<Record<string, TopicOptions>>;
  };
  readonly publishTimeoutMs?: number;
  readonly messageBytes?: number;
  readonly requestMessages?: number;
  readonly bufferBytes?: number;
  readonly lingerMs?: number;
  readonly connectTimeoutMs?: number;
  readonly requestTimeoutMs?: number;
  readonly group?: {
    readonly sessionTimeoutMs?: number;
    readonly heartbeatMs?: number;
    readonly rebalanceTimeoutMs?: number;
    readonly handOverMs?: number;
    readonly commitMs?: number;
  };
  readonly fetch?: {
    readonly maxWaitMs?: number;
    readonly maxBytes?: number;
    readonly partitionBytes?: number;
  };
  readonly tls?: TlsOption;
  readonly sasl?: {
    readonly mechanism: "plain" | "scram-sha-256" | "scram-sha-512";
    readonly username: string;
    readonly password: string;
  };
};

type TopicOptions = {
  readonly partitions?: number;
  readonly replicationFactor?: number;
  readonly config?: Readonly<Record<string, string | number | boolean>>;
};
