/**
 * What a consumer has already done, so that an event that comes twice has its effect once.
 *
 * An event is known by `source` and `id` together, for each consumer by itself. Where the effect is a change in a database, an
 * inbox in that database, written in the same transaction, makes it exactly once; an inbox elsewhere makes a repetition
 * unlikely: the process may end between the effect and `complete`.
 */
export type Inbox = {
  /**
   * Asks to handle an event; atomic, also among processes that share the inbox.
   *
   * - `first`: it is yours, until `complete` or `release`. A claim that ends in neither lapses after `claimMs`.
   * - `duplicate`: it was handled.
   * - `conflict`: another event was handled under the same `source` and `id`: its digest differs.
   * - `busy`: somebody is handling it now. Try again later.
   */
  claim(claim: InboxClaim): Promise<"first" | "duplicate" | "conflict" | "busy">;
  /** The effect has happened, also where the claim has lapsed in the meantime. */
  complete(claim: InboxClaim): Promise<void>;
  /** It has not, and may be tried again, by anyone. Does nothing where the claim has lapsed and is another claimant's by now. */
  release(claim: InboxClaim): Promise<void>;
};

export type InboxClaim = {
  readonly consumer: string;
  readonly source: string;
  readonly id: string;
  /** Of the data; the same event has the same. */
  readonly digest: string;
  /** Of this one attempt to handle it, and of no other, in any process: what comes late from one that lapsed is told by it. */
  readonly claimant: string;
};
