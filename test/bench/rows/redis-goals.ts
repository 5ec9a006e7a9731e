import type { Row } from "./row.ts";

let remarks: readonly string[] = [];

/** What the sheet of the Redis event bus promises, measured: how many events a second, and how long one of them takes. */
export const redisGoals: Row = {
  name: "redis-goals",
  description:
    "the Redis event bus against its goals: typed publishes a second, one by one and in batches, and their latency",
  async *cases() {
    const { redisGoals: measure } = await import("../transports/redis-goals.ts");
    remarks = yield* measure();
  },
  remarks: async () => remarks,
};
