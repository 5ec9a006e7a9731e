import type { DeadLetter, DeadLetterReason, DeadLetterStatus } from "../dead-letters/dead-letter-entry.ts";

/** Where dead letters go. */
export type DeadLetterSink = {
  /**
   * Keeps an entry for good. Resolves when it is safe: from then on the message is done with for its group. Rejects when it is
   * not; then the message is handed out again, so that an entry may come twice.
   */
  put(entry: DeadLetter): Promise<void>;
};

/**
 * Keeps dead letters until somebody decides. May be called concurrently, by several processes where the store is shared.
 *
 * A `put` under an id that is there already replaces what is there, except when that is ahead: it was put back more often, or
 * it was discarded and this is only the same failure once more.
 */
export type DeadLetterStore = DeadLetterSink & {
  get(id: string): Promise<DeadLetter | undefined>;
  /** Oldest first: by `deadLetteredAt`, then by id. */
  list(filter?: DeadLetterFilter, page?: DeadLetterPageOptions): Promise<DeadLetterPage>;
  /**
   * Settles a pending entry that was put back so many times, in one step: when it was changed in the meantime, nothing
   * happens and the answer is `false`. With `reprocessed` the count grows by one.
   */
  settle(id: string, reprocessCount: number, status: Exclude<DeadLetterStatus, "pending">): Promise<boolean>;
  /** Counts entries by what they have in common: most frequent first, by `time` oldest first. */
  analyze(by: DeadLetterAspect, options?: DeadLetterAnalysisOptions): Promise<readonly DeadLetterCount[]>;
  stats(): Promise<DeadLetterStats>;
  /** Removes what became a dead letter before this moment, whatever its status; resolves to how many. */
  purge(olderThan: number): Promise<number>;
};

/** An entry fits when all that is named here fits. */
export type DeadLetterFilter = {
  readonly reason?: DeadLetterReason;
  readonly type?: string;
  readonly group?: string;
  readonly handler?: string;
  readonly address?: string;
  readonly key?: string;
  readonly status?: DeadLetterStatus;
  /** Dead-lettered at this moment or later. */
  readonly since?: number;
  /** Dead-lettered before this moment. */
  readonly until?: number;
};

export type DeadLetterPageOptions = {
  /** Default 100. */
  readonly limit?: number;
  /** The `next` of the page before. */
  readonly after?: string;
};

export type DeadLetterPage = {
  readonly entries: readonly DeadLetter[];
  /** Absent on the last page. */
  readonly next?: string;
};

export type DeadLetterAspect = "reason" | "type" | "handler" | "time";

export type DeadLetterAnalysisOptions = {
  readonly filter?: DeadLetterFilter;
  /** The grain of `time`. Default one hour. */
  readonly bucketMs?: number;
};

export type DeadLetterCount = {
  /** For `time` the beginning of the span, as ISO 8601; absent for entries that have no type or no handler. */
  readonly value?: string;
  readonly count: number;
  readonly oldest: number;
  readonly newest: number;
};

/** Of the entries that are there; what was purged counts no more. */
export type DeadLetterStats = {
  readonly total: number;
  readonly byStatus: Readonly<Record<DeadLetterStatus, number>>;
  /** Pending ones. */
  readonly byReason: Readonly<Partial<Record<DeadLetterReason, number>>>;
  /** Since when the oldest pending one waits, in milliseconds. Absent when none does. */
  readonly oldestAgeMs?: number;
  /** How often entries were put back. */
  readonly reprocessed: number;
  /** The share of those that did not come back. Absent while there are none. */
  readonly reprocessSuccessRate?: number;
};
