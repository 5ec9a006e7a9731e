import type { Layer } from "../layer.ts";
import type { CircuitBreaker } from "./create-circuit-breaker.ts";
import { type ProtectOptions, protect } from "./protect.ts";

/**
 * Keeps messages from a handler that fails all the time. Inside of `retry` every attempt counts, and a refused one is
 * waited out without using up an attempt.
 */
export function circuitBreaker(breaker: CircuitBreaker, options?: ProtectOptions): Layer {
  return (next) => protect(next, breaker, options);
}
