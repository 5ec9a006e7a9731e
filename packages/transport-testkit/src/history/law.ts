import type { HistoryIndex } from "./history-index.ts";

/** What is expected of a history beside what always is. */
export type Expectations = {
  /** Groups that existed before the first publish or read from the start, and the addresses that each reads. */
  readonly groups: Readonly<Record<string, readonly string[]>>;
  /** Messages of a key are handled in the order in which they were published. Default false. */
  readonly ordered?: boolean;
  /** Nothing is handed out again once it was handled. Default false: at least once is what transports promise. */
  readonly once?: boolean;
  /** Attempts count 1, 2, 3 … Default false. */
  readonly attempts?: boolean;
  /** All has come to rest, nothing is under way. Default true. */
  readonly atRest?: boolean;
  /** What somebody else counted, such as metrics: messages handled and buried, by group. */
  readonly counts?: Readonly<Record<string, { readonly handled: number; readonly buried: number }>>;
};

export type Problem = { readonly law: string; readonly message: string };

/** One invariant: says what breaks it, naming the events. */
export type Law = {
  readonly id: string;
  readonly sentence: string;
  check(index: HistoryIndex, expected: Expectations): Iterable<string>;
};
