import type { Row } from "./row.ts";

export const transports: Row = {
  name: "transports",
  description:
    "typed sends and consuming over real brokers, against their clients with JSON.stringify and JSON.parse",
  async *cases() {
    const { natsCases } = await import("../transports/nats.ts");
    const { redisCases } = await import("../transports/redis.ts");
    const { kafkaCases } = await import("../transports/kafka.ts");
    yield* redisCases();
    yield* kafkaCases();
    yield* natsCases();
  },
};
