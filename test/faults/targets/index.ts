import { eventbridge } from "./eventbridge.ts";
import { kafka } from "./kafka.ts";
import { nats } from "./nats.ts";
import { redis } from "./redis.ts";
import type { Target } from "./target.ts";

/** Every transport in every mode that is struck, in the order of the tables. */
export const targets: readonly Target[] = [...nats, ...kafka, ...redis, ...eventbridge];
