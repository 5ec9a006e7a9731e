import type { Target } from "./target.ts";

const base = {
  broker: "nats",
  survives: "process-crash",
  syncs: "every two minutes",
  eventsPerSecond: 1_500,
  publishTimeoutMs: 500,
  fullEvents: { killed: 10_000, stopped: 5_000, network: 10_000 },
} as const;

const testing = "@concordat/transport-nats/testing";

export const nats: readonly Target[] = [
  { ...base, title: "nats", from: { package: testing, name: "underTest" } },
  {
    ...base,
    title: "nats, partitioned",
    from: { package: testing, name: "underTestInOrder" },
  },
  {
    ...base,
    title: "nats, synced",
    from: { package: testing, name: "underTest" },
    survives: "power-loss",
    syncs: "always",
    options: { durability: "power-loss" },
    cases: ["F1"],
    eventsPerSecond: 300,
    fullEvents: { killed: 2_000, stopped: 2_000, network: 2_000 },
  },
];
