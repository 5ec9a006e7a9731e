import { describeSettings, flowSettings, type SettingsOf, tlsSettings } from "@concordat/runtime/transport";
import { transportName } from "./transport-name.ts";

/** Everything that can be set, said once: for configuration, for the environment and for the reference page. */
export const redisSettings = describeSettings(transportName, {
  url: {
    kind: "text",
    about: "where the server is: `redis://host:port/database`, or `rediss://` for TLS",
    default: "redis://127.0.0.1:6379",
  },
  username: { kind: "text", about: "user name, where the server has several" },
  password: { kind: "text", about: "its password", isSecret: true },
  database: { kind: "whole", most: 65_535, about: "number of the database; that of the URL goes before" },
  clientName: {
    kind: "text",
    about: "how connections are called in CLIENT LIST, and what the names of consumers begin with",
    default: "concordat",
  },
  ...tlsSettings,
  connectTimeoutMs: {
    kind: "whole",
    least: 1,
    about: "how long one try to connect may take",
    default: 5_000,
  },
  commandTimeoutMs: {
    kind: "whole",
    least: 1,
    about: "how long the server may take to answer anything but a publish",
    default: 5_000,
  },
  silenceMs: {
    kind: "whole",
    least: 2_000,
    about:
      "after so long without a byte, although it is asked, the server counts as gone; longer than `blockMs`",
    default: 10_000,
  },
  reconnectWaitMs: {
    kind: "whole",
    least: 1,
    about: "pause before the second try to reconnect; it doubles",
    default: 50,
  },
  reconnectWaitMaxMs: {
    kind: "whole",
    least: 1,
    about: "the longest such pause; half of each is random",
    default: 2_000,
  },
  provision: {
    kind: "choice",
    of: ["check", "create"],
    about: "whether streams that are missing are an error, or made",
    default: "check",
  },
  partitions: {
    kind: "whole",
    least: 1,
    most: 256,
    about: "streams that an address is spread over by key: as many members of a group can work at once",
    default: 8,
  },
  mode: {
    kind: "choice",
    of: ["binary", "structured"],
    about: "how CloudEvents are written: attributes as fields, or one JSON document",
    default: "binary",
  },
  format: {
    kind: "choice",
    of: ["cloudevents", "domain-event"],
    about: "what is written: CloudEvents, or messages of the event bus with checksum; both are read",
    default: "cloudevents",
  },
  durability: {
    kind: "choice",
    of: ["none", "process-crash", "power-loss"],
    about: "what is needed of the server, or, where it does not tell, what its operator promises",
  },
  trim: {
    kind: "choice",
    of: ["handled", "never", "length"],
    about:
      "what leaves a stream that is longer than `keepMessages`: what every group has handled, nothing, or the oldest whoever has not read it",
    default: "handled",
  },
  keepMessages: {
    kind: "whole",
    about: "newest messages of each stream that stay in any case, for groups that are still to come",
    default: 10_000,
  },
  messageBytes: {
    kind: "whole",
    least: 65_536,
    most: 512 * 1_048_576,
    about: "the largest message, body and headers",
    default: 1_048_576,
  },
  ...flowSettings,
  blockMs: {
    kind: "whole",
    least: 1,
    about: "how long one request for new messages waits at the server for some",
    default: 1_000,
  },
  leaseMs: {
    kind: "whole",
    least: 1_000,
    about: "after so long without a word a member counts as gone, and its partitions go to others",
    default: 10_000,
  },
  claimIdleMs: {
    kind: "whole",
    least: 1_000,
    about: "what nobody of ours holds and nobody touched for so long is taken over",
    default: 30_000,
  },
  leasePrefix: {
    kind: "text",
    about: "what the keys begin with in which members share the partitions",
    default: "concordat",
  },
});

export type RedisSettings = SettingsOf<typeof redisSettings.table>;
