import type { Target } from "./target.ts";

const base = {
  broker: "redis",
  from: { package: "@concordat/transport-redis/testing", name: "underTest" },
  publishTimeoutMs: 500,
} as const;

export const redis: readonly Target[] = [
  {
    ...base,
    title: "redis",
    survives: "process-crash",
    syncs: "every second",
    eventsPerSecond: 2_000,
    fullEvents: { killed: 30_000, stopped: 5_000, network: 10_000 },
  },
  {
    ...base,
    title: "redis, synced",
    survives: "power-loss",
    syncs: "always",
    eventsPerSecond: 500,
    fullEvents: { killed: 10_000, stopped: 5_000, network: 5_000 },
    cases: ["F1"],
  },
];
