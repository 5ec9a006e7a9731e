import type { Row } from "./row.ts";

/** Publishing and consuming over real brokers. EventBridge is left out: its emulator would measure itself, at some fifty events a second. */
export const transports: Row = {
  name: "transports",
  description:
    "typed sends and consuming over NATS, Kafka and Redis, against their clients with JSON.stringify and JSON.parse",
  async *cases() {
    const { brokerCases } = await import("../transports/broker-cases.ts");
    const { brokers } = await import("../transports/brokers.ts");
    for (const broker of brokers) yield* brokerCases(broker);
  },
};
