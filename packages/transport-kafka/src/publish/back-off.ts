import { jitteredPause } from "@concordat/runtime/transport";

/** How long to wait after so many attempts at a broker. */
export function backOff(attempts: number): number {
  return jitteredPause(attempts, { firstMs: 20, mostMs: 1_000 });
}
