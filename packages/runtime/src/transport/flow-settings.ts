import type { SettingsTable } from "./settings.ts";

/** How much may be under way in either direction, the same for every broker that takes messages one by one. To be spread into the table of a transport. */
export const flowSettings = {
  publishTimeoutMs: {
    kind: "whole",
    least: 1,
    about: "when a publish without an answer is given up on",
    default: 5_000,
  },
  maxPendingMessages: {
    kind: "whole",
    least: 1,
    about: "messages on their way to the server without an answer; more wait here",
    default: 4_096,
  },
  maxPendingBytes: { kind: "whole", least: 1, about: "the same in bytes", default: 16_777_216 },
  lookAhead: {
    kind: "whole",
    about: "messages that a member may have fetched beyond those that are being handled",
    default: 256,
  },
} as const satisfies SettingsTable;
