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
export type { Bus, BusState, CloseOptions, Consumer } from "./bus/bus.ts";
export type { ConsumeOptions } from "./bus/consume-options.ts";
export { type BusOptions, createBus } from "./bus/create-bus.ts";
export type { DraftOf, EventDraft, EventMap, EventOf } from "./bus/events.ts";
export type { BatchConsumption, EventBatchHandler, EventHandler, HandlerMap } from "./bus/handlers.ts";
export type { SendManyOptions } from "./bus/send-many.ts";
export type { SendReport, SendResult, Sent } from "./bus/send-result.ts";
export { type CausationTree, causationTrees, eventsOfStory } from "./chains/event-chain.ts";
export { currentEvent, withCurrentEvent } from "./context/current-event.ts";
export type { MessageContext } from "./context/message-context.ts";
export { type DeadLetterOptions, deadLetter } from "./dead-letters/dead-letter.ts";
export { type DeadLetterAddressOptions, deadLetterAddress } from "./dead-letters/dead-letter-address.ts";
export {
  type DeadLetter,
  type DeadLetterReason,
  type DeadLetterStatus,
  deadLetterReasons,
} from "./dead-letters/dead-letter-entry.ts";
export { analyzeDeadLetters, fitsFilter, statsOfDeadLetters } from "./dead-letters/dead-letter-figures.ts";
export {
  createDeadLetters,
  type DeadLetters,
  type DeadLettersOptions,
  type ReprocessReport,
} from "./dead-letters/dead-letters.ts";
export { expire } from "./dead-letters/expire.ts";
export {
  type DeadLetterJson,
  type FormatDeadLetterOptions,
  formatDeadLetter,
} from "./dead-letters/format-dead-letter.ts";
export {
  createMemoryDeadLetters,
  type MemoryDeadLettersOptions,
} from "./dead-letters/memory-dead-letters.ts";
export {
  BusError,
  busErrors,
  DeadLetterError,
  deadLetterErrors,
  RuntimeError,
  runtimeErrors,
  TransportError,
  transportErrors,
} from "./errors.ts";
export { nonRetryable } from "./failure/non-retryable.ts";
export { formatHealth, type HealthOutcomeJson, type HealthSummaryJson } from "./health/format-health.ts";
export type { HealthCheck, HealthFinding, HealthOutcome } from "./health/health-check.ts";
export {
  createHealthChecker,
  type HealthChecker,
  type HealthCheckerOptions,
  type HealthCheckOptions,
  type HealthHistoryEntry,
  type HealthSummary,
} from "./health/health-checker.ts";
export type { HealthLevel } from "./health/health-level.ts";
export { breakersCheck, busCheck, transportCheck } from "./health/ready-checks.ts";
export { createMemoryInbox, type MemoryInboxOptions } from "./inbox/memory-inbox.ts";
export { createLanes, type Lanes } from "./lanes/lanes.ts";
export { type Handler, type Layer, stack } from "./layer.ts";
export { type BatchHandler, type BatchOptions, batchHandler } from "./layers/batch.ts";
export { type DedupeOptions, dedupe } from "./layers/dedupe.ts";
export { log } from "./layers/log.ts";
export { measure } from "./layers/measure.ts";
export { timeout } from "./layers/timeout.ts";
export { trace } from "./layers/trace.ts";
export { type OnInvalid, type ValidateOptions, validate } from "./layers/validate.ts";
export { createMemoryBroker, type MemoryBroker } from "./memory/memory-broker.ts";
export { createMemoryTransport, type MemoryTransportOptions } from "./memory/memory-transport.ts";
export type { MemoryBrokerOptions } from "./memory/options.ts";
export type { Durability, NotPromised, TransportCapabilities } from "./ports/capabilities.ts";
export { type Clock, systemClock } from "./ports/clock.ts";
export type {
  DeadLetterAnalysisOptions,
  DeadLetterAspect,
  DeadLetterCount,
  DeadLetterFilter,
  DeadLetterPage,
  DeadLetterPageOptions,
  DeadLetterSink,
  DeadLetterStats,
  DeadLetterStore,
} from "./ports/dead-letter-store.ts";
export type { Inbox, InboxClaim } from "./ports/inbox.ts";
export { createJsonLogger, type LogFields, type Logger, noLogger } from "./ports/logger.ts";
export type { LeasedMessage, LeaseOutcome, OutboxLease, OutboxStore } from "./ports/outbox.ts";
export { type SubscribeSettings, subscribeSettingsOf } from "./ports/subscribe-settings.ts";
export {
  type Attributes,
  type Counter,
  type Gauge,
  type Histogram,
  type InstrumentAbout,
  noSpans,
  noTelemetry,
  type Span,
  type SpanAbout,
  type Telemetry,
  type TraceContext,
} from "./ports/telemetry.ts";
export type {
  DecodedContent,
  Delivery,
  DeliveryHandler,
  GroupLag,
  MessageHeaders,
  OutgoingMessage,
  PublishResult,
  RawContent,
  SubscribeOptions,
  Subscription,
  Transport,
  TransportHealth,
} from "./ports/transport.ts";
export type { EventValidators, ValidateEvent } from "./ports/validate.ts";
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
export { durationBuckets, type Metric, runtimeMetrics } from "./telemetry/names.ts";
