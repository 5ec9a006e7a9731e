import type { OutgoingMessage } from "./transport.ts";

/**
 * Messages that were written down together with the change they tell of, to be published afterwards by a relay.
 *
 * Order is kept per address and key. There is no cursor `id > last`: a transaction that commits late would be skipped. One relay at
 * a time owns a key partition, by a lease with a fencing token: whoever lost it cannot settle anything any more.
 */
export type OutboxStore = {
  /** Part of the caller's transaction, where the store has one: nothing is published that was rolled back. */
  append(messages: readonly OutgoingMessage[]): Promise<void>;
  /** The oldest unpublished messages of partitions that this relay gets a lease for. Until `settle` or the end of the lease nobody else gets them. */
  lease(options: {
    readonly relay: string;
    readonly max: number;
    readonly leaseMs: number;
  }): Promise<OutboxLease>;
};

export type OutboxLease = {
  readonly messages: readonly LeasedMessage[];
  /**
   * What became of them. A message left out is pending again. Rejects when the lease was lost in the meantime; then nothing
   * was settled, and another relay may have published the same messages.
   */
  settle(outcomes: readonly LeaseOutcome[]): Promise<void>;
};

export type LeasedMessage = {
  readonly entry: string;
  readonly attempts: number;
  readonly message: OutgoingMessage;
};

export type LeaseOutcome =
  | { readonly entry: string; readonly status: "published" }
  | { readonly entry: string; readonly status: "pending"; readonly notBefore: number; readonly error: string }
  | { readonly entry: string; readonly status: "failed"; readonly error: string };
