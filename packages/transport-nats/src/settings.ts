import { describeSettings, flowSettings, type SettingsOf, tlsSettings } from "@concordat/runtime/transport";

/** Everything that can be set, said once: for configuration, for the environment and for the reference page. */
export const natsSettings = describeSettings("nats", {
  servers: {
    kind: "texts",
    about: "where the servers are; those that they tell of are found by themselves",
    default: ["nats://127.0.0.1:4222"],
  },
  driver: {
    kind: "choice",
    of: ["nats-io", "nats"],
    about: "the client library: `@nats-io/transport-node` 3, or `nats` 2",
    default: "nats-io",
  },
  clientName: { kind: "text", about: "how the connection is called at the server", default: "concordat" },
  user: { kind: "text", about: "user name" },
  pass: { kind: "text", about: "its password", isSecret: true },
  token: { kind: "text", about: "token, instead of a user", isSecret: true },
  nkeySeed: { kind: "text", about: "seed of an NKey", isSecret: true },
  credentials: { kind: "text", about: "path of a `.creds` file, with a JWT and its seed" },
  ...tlsSettings,
  "tls.handshakeFirst": {
    kind: "flag",
    about: "TLS before the first word, as a server with `handshake_first` wants it",
    default: false,
  },
  connectTimeoutMs: {
    kind: "whole",
    least: 1,
    about: "how long one try to connect may take",
    default: 5_000,
  },
  pingIntervalMs: {
    kind: "whole",
    least: 100,
    about:
      "how often a silent server is asked whether it lives; after two such without an answer it counts as gone",
    default: 10_000,
  },
  reconnectWaitMs: {
    kind: "whole",
    least: 1,
    about: "pause before the first try to reconnect; it doubles",
    default: 100,
  },
  reconnectWaitMaxMs: {
    kind: "whole",
    least: 1,
    about: "the longest such pause; half of each is random",
    default: 2_000,
  },
  requestTimeoutMs: {
    kind: "whole",
    least: 1,
    about: "how long JetStream's API may take to answer",
    default: 5_000,
  },
  domain: { kind: "text", about: "JetStream domain" },
  mode: {
    kind: "choice",
    of: ["binary", "structured"],
    about: "how events are written; both are read",
    default: "binary",
  },
  provision: {
    kind: "choice",
    of: ["check", "create"],
    about:
      "what becomes of a stream, or a consumer in `durables`, that is missing: an error, or it is created",
    default: "check",
  },
  streams: {
    kind: "object",
    about:
      "streams by name: `subjects` (required), and each of `storage`, `replicas`, `maxAgeMs`, `maxBytes`, `duplicateWindowMs`, `discard`",
  },
  durables: {
    kind: "object",
    about:
      "by group, then by address: the durable consumer that keeps the group's place, where it is not to be named by the transport",
  },
  storage: {
    kind: "choice",
    of: ["file", "memory"],
    about: "storage of streams that are created",
    default: "file",
  },
  replicas: { kind: "whole", least: 1, most: 5, about: "replicas of streams that are created", default: 1 },
  maxAgeMs: {
    kind: "whole",
    about: "how old messages get in streams that are created; 0: any age",
    default: 604_800_000,
  },
  maxBytes: {
    kind: "whole",
    about: "how large streams that are created get; 0: no bound",
    default: 0,
  },
  duplicateWindowMs: {
    kind: "whole",
    about: "how long a stream has to know the ids of its messages, or 0: nothing is promised",
    default: 120_000,
  },
  durability: {
    kind: "choice",
    of: ["none", "process-crash", "power-loss"],
    about:
      "what the operator of the servers promises; `power-loss` needs `sync_interval: always`, or three replicas",
    default: "process-crash",
  },
  partitions: {
    kind: "whole",
    most: 256,
    about:
      "subjects that the keys of an address are spread over, for order with several members; 0: no order",
    default: 0,
  },
  leaseBucket: {
    kind: "text",
    about: "key-value bucket in which members share the partitions",
    default: "concordat-leases",
  },
  leaseMs: {
    kind: "whole",
    least: 2_000,
    about: "after so long without a word a member counts as gone, and its partitions go to others",
    default: 10_000,
  },
  ...flowSettings,
  ackWaitMs: {
    kind: "whole",
    least: 1_000,
    about: "after so long without a sign of life a message goes to another member; long work is no silence",
    default: 15_000,
  },
});

export type NatsSettings = SettingsOf<typeof natsSettings.table>;
