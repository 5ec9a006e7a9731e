import type { CircuitBreakerOptions } from "../breaker/create-circuit-breaker.ts";
import type { Layer } from "../layer.ts";
import type { OnInvalid } from "../layers/validate.ts";
import type { DeadLetterSink } from "../ports/dead-letter-store.ts";
import type { Inbox } from "../ports/inbox.ts";
import type { SubscribeOptions } from "../ports/transport.ts";
import type { RetryPolicy } from "../retry/retry-policy.ts";
import type { RetryRules } from "../retry/retry-rules.ts";
import type { EventHandler } from "./handlers.ts";

/** How a group consumes. What is left out is taken from the bus, or is off. */
export type ConsumeOptions = Pick<
  SubscribeOptions,
  "from" | "maxInFlight" | "order" | "redeliverAfterMs" | "signal"
> & {
  /** Beside those of the handled types. */
  readonly addresses?: readonly string[];
  /** What breaks its contract. Default: a dead letter where there is a place for them, else back to the group. */
  readonly onInvalid?: OnInvalid;
  /** An event on one of the addresses whose type has no handler. `ignore` (default) counts it and is done with it. */
  readonly onUnhandled?: "ignore" | "reject";
  /** Gets the events whose type has no handler. */
  readonly otherwise?: EventHandler;
  /** Where what cannot be handled is kept, so that the next of its key goes on. Default: that of the bus; without one it goes back to the group. */
  readonly deadLetters?: DeadLetterSink;
  /** Handles each event once, however often it is delivered. */
  readonly inbox?: Inbox;
  /** How often a failed event is tried again, in this process. Default: three attempts, 100 ms, doubling. */
  readonly retry?: RetryPolicy | RetryRules;
  /** Keeps events from a handler that fails all the time; each type's handler has a breaker of its own. Default: none. */
  readonly breaker?: Omit<CircuitBreakerOptions, "clock" | "name">;
  /** How long one attempt may take. Default: as long as it likes. */
  readonly timeoutMs?: number;
  /** More layers, around the handler and inside all others. */
  readonly layers?: readonly Layer[];
};
