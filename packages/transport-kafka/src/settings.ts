import { describeSettings, type SettingsOf, tlsSettings } from "@concordat/runtime/transport";

/** All that can be set, said once: read from here, checked by it, and listed in docs/reference/transport-kafka.md. */
export const kafkaSettings = describeSettings("kafka", {
  brokers: { kind: "texts", about: "where the cluster is found: `host:port`, one or more of its brokers" },
  clientId: {
    kind: "text",
    default: "concordat",
    about: "what the brokers call this client in logs and quotas",
  },
  driver: {
    kind: "choice",
    of: ["platformatic", "kafkajs"],
    default: "platformatic",
    about: "the client library: `@platformatic/kafka` or `kafkajs`",
  },
  mode: {
    kind: "choice",
    of: ["binary", "structured"],
    default: "binary",
    about: "how events are written; both are read",
  },
  provision: {
    kind: "choice",
    of: ["check", "create"],
    default: "check",
    about: "whether a topic that is not there is told as an error or created",
  },
  addresses: {
    kind: "texts",
    about:
      "topics that are checked, or created, when the transport opens; others are when they are first used",
  },
  durability: {
    kind: "choice",
    of: ["process-crash", "power-loss"],
    about:
      "what stored events have to survive; a warning is logged where the brokers' settings do not see to it",
  },
  "topics.partitions": {
    kind: "whole",
    least: 1,
    about: "partitions of a topic that is created. Default: the broker's `num.partitions`",
  },
  "topics.replicationFactor": {
    kind: "whole",
    least: 1,
    most: 32_767,
    about: "replicas of a topic that is created. Default: the broker's `default.replication.factor`",
  },
  "topics.config": {
    kind: "object",
    about:
      "settings of a topic that is created, as Kafka calls them (`retention.ms`, `min.insync.replicas` …)",
  },
  "topics.byName": {
    kind: "object",
    about: "what is otherwise in single topics: by name each of `partitions`, `replicationFactor`, `config`",
  },
  publishTimeoutMs: {
    kind: "whole",
    least: 1,
    default: 5_000,
    about: "what has no answer by then is unknown, or refused where it was never sent",
  },
  messageBytes: {
    kind: "whole",
    least: 1,
    about:
      "largest message, body and headers. Default: what the broker's `message.max.bytes` leaves room for, 1 MiB at most",
  },
  requestMessages: {
    kind: "whole",
    least: 1,
    most: 100_000,
    default: 10_000,
    about: "most messages of one partition in one request",
  },
  bufferBytes: {
    kind: "whole",
    least: 1,
    default: 33_554_432,
    about: "how much may wait for the brokers; publishing more waits for room",
  },
  lingerMs: {
    kind: "whole",
    most: 60_000,
    default: 0,
    about:
      "how long a message waits for company. At 0 messages still ride together while a request is under way",
  },
  connectTimeoutMs: { kind: "whole", least: 1, default: 5_000, about: "for a connection to a broker" },
  requestTimeoutMs: {
    kind: "whole",
    least: 1,
    default: 10_000,
    about: "for an answer of a broker, publishing apart",
  },
  "group.sessionTimeoutMs": {
    kind: "whole",
    least: 1,
    default: 15_000,
    about: "a member that is not heard of for so long is taken for dead, and its partitions go to others",
  },
  "group.heartbeatMs": {
    kind: "whole",
    least: 1,
    default: 500,
    about: "how often a member says that it lives; as soon as that it learns that members came or went",
  },
  "group.rebalanceTimeoutMs": {
    kind: "whole",
    least: 1,
    default: 30_000,
    about: "how long the group waits for a member when partitions are shared out anew",
  },
  "group.handOverMs": {
    kind: "whole",
    default: 10_000,
    about: "how long handlers may go on with messages of a partition that goes to another member",
  },
  "group.commitMs": {
    kind: "whole",
    least: 1,
    default: 250,
    about: "how often what was handled is committed",
  },
  "fetch.maxWaitMs": {
    kind: "whole",
    least: 1,
    default: 500,
    about: "how long a broker holds a fetch for which it has nothing",
  },
  "fetch.maxBytes": { kind: "whole", least: 1, default: 8_388_608, about: "most bytes of one fetch" },
  "fetch.partitionBytes": {
    kind: "whole",
    least: 1,
    default: 1_048_576,
    about: "most bytes of one partition in one fetch; a larger message comes all the same",
  },
  ...tlsSettings,
  "sasl.mechanism": {
    kind: "choice",
    of: ["plain", "scram-sha-256", "scram-sha-512"],
    about: "how this client proves who it is. Default: not at all",
  },
  "sasl.username": { kind: "text", about: "user name" },
  "sasl.password": { kind: "text", isSecret: true, about: "password" },
});

export type KafkaSettings = SettingsOf<typeof kafkaSettings.table>;
