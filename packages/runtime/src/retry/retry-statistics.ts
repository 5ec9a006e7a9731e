import { describeFailure } from "../failure/describe-failure.ts";

/** How retries went, since the statistics were created. */
export type RetryCounts = {
  /** Messages that were settled, one way or another. */
  readonly deliveries: number;
  readonly succeeded: number;
  /** Of those, the ones that had failed before. */
  readonly recovered: number;
  /** No attempt was left. */
  readonly exhausted: number;
  /** Another attempt would have been pointless. */
  readonly pointless: number;
  /** Given back before the last attempt. */
  readonly interrupted: number;
  readonly attempts: number;
  /** Attempts after the first. */
  readonly retries: number;
  /** Of what was decided, the share that succeeded. Absent while nothing was. */
  readonly successRate?: number;
};

export type RetrySnapshot = RetryCounts & {
  readonly byHandler: Readonly<Record<string, RetryCounts>>;
  readonly byType: Readonly<Record<string, RetryCounts>>;
  /** Failed attempts by the error's code or class. */
  readonly byError: Readonly<Record<string, number>>;
};

export type RetryOutcome = "succeeded" | "exhausted" | "pointless" | "interrupted";

export type RetryStatistics = {
  /** An attempt failed with this. */
  failed(thrown: unknown): void;
  /** A message is done with, after so many attempts. */
  settled(
    outcome: RetryOutcome,
    attempts: number,
    handler: string | undefined,
    type: string | undefined,
  ): void;
  /** The values of this moment. */
  snapshot(): RetrySnapshot;
};

/** Names beyond this many are counted together: types come from outside, and memory must not grow with their invention. */
const mostNames = 1_000;
const others = "(others)";

export function createRetryStatistics(): RetryStatistics {
  const total = new Tally();
  const handlers = new Map<string, Tally>();
  const types = new Map<string, Tally>();
  const errors = new Map<string, number>();
  return {
    failed(thrown) {
      const type = nameIn(errors, describeFailure(thrown).type);
      errors.set(type, (errors.get(type) ?? 0) + 1);
    },
    settled(outcome, attempts, handler, type) {
      total.add(outcome, attempts);
      if (handler !== undefined) tallyIn(handlers, handler).add(outcome, attempts);
      if (type !== undefined) tallyIn(types, type).add(outcome, attempts);
    },
    snapshot: () => ({
      ...total.counts(),
      byHandler: countsOf(handlers),
      byType: countsOf(types),
      byError: Object.fromEntries(errors),
    }),
  };
}

class Tally {
  #outcomes = { succeeded: 0, exhausted: 0, pointless: 0, interrupted: 0 };
  #recovered = 0;
  #deliveries = 0;
  #attempts = 0;
  #retries = 0;

  add(outcome: RetryOutcome, attempts: number): void {
    this.#deliveries += 1;
    this.#outcomes[outcome] += 1;
    this.#attempts += attempts;
    if (attempts < 2) return;
    this.#retries += attempts - 1;
    if (outcome === "succeeded") this.#recovered += 1;
  }

  counts(): RetryCounts {
    const { succeeded, exhausted, pointless, interrupted } = this.#outcomes;
    const decided = succeeded + exhausted + pointless;
    return {
      deliveries: this.#deliveries,
      succeeded,
      recovered: this.#recovered,
      exhausted,
      pointless,
      interrupted,
      attempts: this.#attempts,
      retries: this.#retries,
      ...(decided === 0 ? {} : { successRate: succeeded / decided }),
    };
  }
}

function tallyIn(tallies: Map<string, Tally>, wanted: string): Tally {
  const known = tallies.get(wanted);
  if (known !== undefined) return known;
  const name = nameIn(tallies, wanted);
  const tally = tallies.get(name) ?? new Tally();
  tallies.set(name, tally);
  return tally;
}

function nameIn(known: ReadonlyMap<string, unknown>, name: string): string {
  return known.has(name) || known.size < mostNames ? name : others;
}

function countsOf(tallies: ReadonlyMap<string, Tally>): Record<string, RetryCounts> {
  return Object.fromEntries([...tallies].map(([name, tally]) => [name, tally.counts()]));
}
