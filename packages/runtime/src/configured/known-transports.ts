import { createMemoryTransport } from "../memory/memory-transport.ts";
import { describeSettings, type SettingsOf } from "../transport/settings.ts";
import type { TransportModule } from "../transport/transport-module.ts";

/** Where the transports of Concordat are installed from. A name is looked up here and never becomes a path. */
export const knownPackages: ReadonlyMap<string, string> = new Map([
  ["nats", "@concordat/transport-nats"],
  ["kafka", "@concordat/transport-kafka"],
  ["redis", "@concordat/transport-redis"],
  ["eventbridge", "@concordat/transport-eventbridge"],
]);

const memorySettings = describeSettings("memory", {
  messageBytes: {
    kind: "whole",
    least: 1,
    about: "body and headers of one message; more is refused",
    default: 1_048_576,
  },
  dedupeWindowMs: {
    kind: "whole",
    about: "within this time a second event of the same `source` and `id` is not stored; 0 is off",
    default: 0,
  },
  "unread.messages": {
    kind: "whole",
    least: 1,
    about: "how much a group may have waiting at one address",
    default: 10_000,
  },
  "unread.bytes": { kind: "whole", least: 1, about: "the same in bytes", default: 67_108_864 },
  "unread.whenFull": {
    kind: "choice",
    of: ["wait", "refuse", "drop-oldest"],
    about: "what becomes of a message that finds no room",
    default: "wait",
  },
  "unread.waitMs": { kind: "whole", about: "with `wait`: how long", default: 5_000 },
  "retention.messages": {
    kind: "whole",
    about: "what is kept at an address for groups that are still to come",
    default: 10_000,
  },
  "retention.bytes": { kind: "whole", about: "the same in bytes", default: 16_777_216 },
  "retention.ageMs": { kind: "whole", about: "the same by age; default: whatever its age" },
});

/** What needs no package and no broker, and keeps nothing. */
export const memoryModule: TransportModule = {
  name: "memory",
  settings: memorySettings.table,
  async open(given, { clock } = {}) {
    const settings = memorySettings.read(given);
    return createMemoryTransport({ ...optionsOf(settings), ...(clock && { clock }) });
  },
};

function optionsOf(settings: SettingsOf<typeof memorySettings.table>) {
  const ageMs = settings["retention.ageMs"];
  return {
    messageBytes: settings.messageBytes,
    dedupeWindowMs: settings.dedupeWindowMs,
    unread: {
      messages: settings["unread.messages"],
      bytes: settings["unread.bytes"],
      whenFull: settings["unread.whenFull"],
      waitMs: settings["unread.waitMs"],
    },
    retention: {
      messages: settings["retention.messages"],
      bytes: settings["retention.bytes"],
      ...(ageMs === undefined ? {} : { ageMs }),
    },
  };
}
