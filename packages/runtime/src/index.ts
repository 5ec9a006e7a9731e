export { circuitBreaker } from "./breaker/circuit-breaker.ts";
export {
  type CircuitBreakers,
  type CircuitBreakersOptions,
  createCircuitBreakers,
} from "./breaker/circuit-breakers.ts";
export {
  type CircuitBreaker,
  type CircuitBreakerOptions,
  type CircuitChange,
  type CircuitSnapshot,
  type CircuitState,
  type CircuitToken,
  createCircuitBreaker,
} from "./breaker/create-circuit-breaker.ts";
export { type ProtectOptions, protect } from "./breaker/protect.ts";
export { RuntimeError, runtimeErrors } from "./errors.ts";
export { nonRetryable } from "./failure/non-retryable.ts";
export { type Handler, type Layer, stack } from "./layer.ts";
export type { Durability, NotPromised, TransportCapabilities } from "./ports/capabilities.ts";
export { type Clock, systemClock } from "./ports/clock.ts";
export type {
  DecodedContent,
  Delivery,
  DeliveryHandler,
  MessageHeaders,
  OutgoingMessage,
  PublishResult,
  RawContent,
  SubscribeOptions,
  Subscription,
  Transport,
  TransportHealth,
} from "./ports/transport.ts";
export { type RetryOptions, retry } from "./retry/retry.ts";
export {
  delayAfter,
  exponential,
  fixed,
  linear,
  noRetry,
  type RetryPolicy,
  type RetryPolicyOptions,
} from "./retry/retry-policy.ts";
export type { RetryRule, RetryRules } from "./retry/retry-rules.ts";
export {
  createRetryStatistics,
  type RetryCounts,
  type RetrySnapshot,
  type RetryStatistics,
} from "./retry/retry-statistics.ts";
