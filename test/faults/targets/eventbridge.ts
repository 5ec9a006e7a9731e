import type { Target } from "./target.ts";

const forgets = "the emulator keeps nothing when its process ends, so that there is nothing to lose";

export const eventbridge: readonly Target[] = [
  {
    title: "eventbridge, emulator",
    broker: "moto",
    from: { package: "@concordat/transport-eventbridge/testing", name: "underTest" },
    survives: "process-crash",
    syncs: "never: an emulator in memory",
    eventsPerSecond: 20,
    publishTimeoutMs: 3_000,
    // A request without an answer is sent again by the client of AWS, and nobody there knows that it was.
    storesCopies: true,
    // Less than a request and less than an answer: connections are many, and what ends between two requests nobody notices.
    limitBytes: { upstream: 1_000, downstream: 200 },
    fullEvents: { killed: 0, stopped: 400, network: 600 },
    notShown: { F1: forgets },
  },
];
