import { f01 } from "./f01-broker-killed.ts";
import { f02 } from "./f02-broker-stopped.ts";
import { f03 } from "./f03-network.ts";
import { f13 } from "./f13-slow-consumer.ts";
import { f20 } from "./f20-told-to-go.ts";
import type { FaultCase } from "./fault-case.ts";

/** Every case, in the order of the tables. */
export const cases: readonly FaultCase[] = [f01, f02, f03, f13, f20];
