import { eventbridge } from "./eventbridge.ts";
import { nats } from "./nats.ts";
import type { Target } from "./target.ts";

/** Every transport in every mode that is struck, in the order of the tables. */
export const targets: readonly Target[] = [...nats, ...eventbridge];
