import type { Target } from "./target.ts";

const base = {
  broker: "kafka",
  from: { package: "@concordat/transport-kafka/testing", name: "underTest" },
  // A broker that was killed serves again after three or four seconds.
  publishTimeoutMs: 1_000,
} as const;

export const kafka: readonly Target[] = [
  {
    ...base,
    title: "kafka",
    survives: "process-crash",
    syncs: "when the system likes",
    eventsPerSecond: 1_000,
    fullEvents: { killed: 10_000, stopped: 5_000, network: 10_000 },
  },
  {
    ...base,
    title: "kafka, synced",
    survives: "power-loss",
    syncs: "always",
    eventsPerSecond: 300,
    fullEvents: { killed: 2_000, stopped: 2_000, network: 2_000 },
    cases: ["F1"],
  },
];
