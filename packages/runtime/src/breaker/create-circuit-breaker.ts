import { type RuntimeError, runtimeErrors } from "../errors.ts";
import { throwLater } from "../failure/throw-later.ts";
import type { Clock } from "../ports/clock.ts";
import { createFailureWindow } from "./failure-window.ts";

export type CircuitState = "closed" | "open" | "half-open";

export type CircuitBreakerOptions = {
  readonly clock: Clock;
  /** For messages, metrics and health. Default `handler`. */
  readonly name?: string;
  /** Opens after so many failures in a row. Default 5. */
  readonly failureThreshold?: number;
  /** Or when this share of the calls in the window failed, 0 to 1. Default 0.5. */
  readonly failureRate?: number;
  /** With fewer calls in the window the share says nothing. Default 10. */
  readonly minimumCalls?: number;
  /** Default 60,000. */
  readonly windowMs?: number;
  /** How long it refuses everything before it tries again. Default 30,000. */
  readonly openMs?: number;
  /** How many calls it lets through to try. Default 3. */
  readonly halfOpenProbes?: number;
  /** So many of them must succeed. Default 2. */
  readonly successThreshold?: number;
};

/**
 * Leave to make one call, to be handed to `succeed`, `fail` or `dismiss`, once. It is of the state in which it was given: when that is over,
 * what it says no longer counts.
 */
export type CircuitToken = number;

export type CircuitBreaker = {
  readonly name: string;
  /** Of this moment: an open breaker whose time is over is half open for whoever looks. */
  readonly state: CircuitState;

  /** Asks for leave to make a call; `undefined` is a refusal. Costs next to nothing, so that it can stand before every call. */
  tryEnter(): CircuitToken | undefined;
  /** The call did what it should. */
  succeed(token: CircuitToken): void;
  /** The call failed in a way that says something about what it needs. */
  fail(token: CircuitToken): void;
  /** The call says nothing: it was not made, or failed for its own reasons. A probe may be made in its place. */
  dismiss(token: CircuitToken): void;

  /** The error to tell a refused caller. */
  refusal(): RuntimeError;
  /** Closes it, whatever it has seen. What is under way no longer counts. */
  reset(): void;
  snapshot(): CircuitSnapshot;
  /** Calls back after each change of state, until what it returns is called. What a listener throws is an uncaught error, and disturbs nobody here. */
  onChange(listener: (change: CircuitChange) => void): () => void;
};

export type CircuitChange = {
  readonly name: string;
  readonly from: CircuitState;
  readonly to: CircuitState;
  readonly because:
    | "failures in a row"
    | "failure rate"
    | "time is over"
    | "probes succeeded"
    | "a probe failed"
    | "no answer from probes"
    | "reset";
};

/** Counted since it was created. */
export type CircuitSnapshot = {
  readonly name: string;
  readonly state: CircuitState;
  readonly succeeded: number;
  readonly failed: number;
  /** Calls that were not let through. */
  readonly refused: number;
  /** Times that it opened. */
  readonly opened: number;
};

/**
 * Stops calls to what keeps failing, so that it can recover and nothing waits for it in vain.
 *
 * | from | event | to |
 * |---|---|---|
 * | closed | `failureThreshold` failures in a row, or `failureRate` of at least `minimumCalls` calls in `windowMs` | open |
 * | open | `openMs` are over | half-open |
 * | half-open | `successThreshold` probes succeeded | closed, counts forgotten |
 * | half-open | a probe fails, or the probes have no answer for `openMs` | open, for another `openMs` |
 * | any | `reset()` | closed |
 */
export function createCircuitBreaker(options: CircuitBreakerOptions): CircuitBreaker {
  return new Breaker(options);
}

class Breaker implements CircuitBreaker {
  readonly name: string;
  readonly #options: Required<CircuitBreakerOptions>;
  readonly #clock: Clock;
  readonly #window;
  readonly #listeners = new Set<(change: CircuitChange) => void>();
  // [succeeded, failed, refused, opened]: doubles that are written in place.
  readonly #counts = new Float64Array(4);
  #state: CircuitState = "closed";
  /** Of the state: tokens of an earlier one no longer count. */
  #generation = 1;
  #failuresInARow = 0;
  /** When it opened, or when the last probe was let through. */
  #waitsSince = 0;
  #probesLeft = 0;
  #probesToSucceed = 0;

  constructor(options: CircuitBreakerOptions) {
    this.#options = { ...defaults, ...options };
    checkOptions(this.#options);
    this.name = this.#options.name;
    this.#clock = options.clock;
    this.#window = createFailureWindow(this.#options.windowMs, options.clock);
  }
  get state(): CircuitState {
    if (this.#state !== "closed") this.#letTimePass();
    return this.#state;
  }
  tryEnter(): CircuitToken | undefined {
    if (this.#state === "closed") return this.#generation;
    return this.#enterAsProbe();
  }
  succeed(token: CircuitToken): void {
    count(this.#counts, 0);
    if (token !== this.#generation) return;
    if (this.#state === "closed") {
      this.#failuresInARow = 0;
      this.#window.succeeded();
      return;
    }
    this.#probesToSucceed -= 1;
    if (this.#probesToSucceed === 0) this.#become("closed", "probes succeeded");
  }
  fail(token: CircuitToken): void {
    count(this.#counts, 1);
    if (token !== this.#generation) return;
    if (this.#state === "closed") this.#countFailure();
    else this.#become("open", "a probe failed");
  }
  dismiss(token: CircuitToken): void {
    if (token === this.#generation && this.#state === "half-open") this.#probesLeft += 1;
  }
  refusal(): RuntimeError {
    const left =
      this.#state === "open" ? this.#waitsSince + this.#options.openMs - this.#clock.monotonic() : 0;
    return runtimeErrors.CIRCUIT_OPEN({ breaker: this.name, retryAfterMs: Math.max(0, Math.ceil(left)) });
  }
  reset(): void {
    this.#become("closed", "reset");
  }
  snapshot(): CircuitSnapshot {
    const [succeeded = 0, failed = 0, refused = 0, opened = 0] = this.#counts;
    return { name: this.name, state: this.state, succeeded, failed, refused, opened };
  }
  onChange(listener: (change: CircuitChange) => void): () => void {
    this.#listeners.add(listener);
    return () => void this.#listeners.delete(listener);
  }

  #countFailure(): void {
    const { failureThreshold, failureRate, minimumCalls } = this.#options;
    this.#failuresInARow += 1;
    this.#window.failed();
    const { calls, failures } = this.#window;
    if (this.#failuresInARow >= failureThreshold) this.#become("open", "failures in a row");
    else if (calls >= minimumCalls && failures >= failureRate * calls) this.#become("open", "failure rate");
  }

  #enterAsProbe(): CircuitToken | undefined {
    this.#letTimePass();
    if (this.#state === "half-open" && this.#probesLeft > 0) {
      this.#probesLeft -= 1;
      this.#waitsSince = this.#clock.monotonic();
      return this.#generation;
    }
    count(this.#counts, 2);
    return undefined;
  }

  /** What time brings about happens when somebody looks: no alarm is needed, and an idle breaker costs nothing. */
  #letTimePass(): void {
    const isOver = this.#clock.monotonic() - this.#waitsSince >= this.#options.openMs;
    if (!isOver) return;
    if (this.#state === "open") this.#become("half-open", "time is over");
    // Without this, probes that never settle would keep it half open for good.
    else if (this.#state === "half-open" && this.#probesLeft === 0)
      this.#become("open", "no answer from probes");
  }

  #become(to: CircuitState, because: CircuitChange["because"]): void {
    const from = this.#state;
    this.#state = to;
    this.#generation += 1;
    this.#failuresInARow = 0;
    this.#window.clear();
    this.#waitsSince = this.#clock.monotonic();
    this.#probesLeft = to === "half-open" ? this.#options.halfOpenProbes : 0;
    this.#probesToSucceed = this.#options.successThreshold;
    if (to === "open") count(this.#counts, 3);
    for (const listener of this.#listeners) tell(listener, { name: this.name, from, to, because });
  }
}

const defaults = {
  name: "handler",
  failureThreshold: 5,
  failureRate: 0.5,
  minimumCalls: 10,
  windowMs: 60_000,
  openMs: 30_000,
  halfOpenProbes: 3,
  successThreshold: 2,
};

/** In the middle of somebody's call: what goes wrong in a listener must not become the outcome of that call. */
function tell(listener: (change: CircuitChange) => void, change: CircuitChange): void {
  try {
    listener(change);
  } catch (error) {
    throwLater(error);
  }
}

function count(counts: Float64Array, index: number): void {
  counts[index] = (counts[index] as number) + 1;
}

function checkOptions(options: Required<CircuitBreakerOptions>): void {
  const refuse = (option: string, trouble: string) => {
    throw runtimeErrors.RUNTIME_OPTION({ option: `breaker.${option}`, trouble });
  };
  for (const name of ["failureThreshold", "minimumCalls", "halfOpenProbes", "successThreshold"] as const)
    if (!(Number.isInteger(options[name]) && options[name] >= 1))
      refuse(name, "must be a whole number from 1");
  for (const name of ["windowMs", "openMs"] as const)
    if (!(Number.isFinite(options[name]) && options[name] > 0)) refuse(name, "must be a number above 0");
  if (!(options.failureRate > 0 && options.failureRate <= 1))
    refuse("failureRate", "must be a share above 0, 1 at most");
  // More successes than probes would never come, and it would stay half open.
  if (options.successThreshold > options.halfOpenProbes)
    refuse("successThreshold", "must not be above halfOpenProbes");
}
