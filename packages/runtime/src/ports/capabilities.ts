/**
 * What a transport promises. The conformance suite holds it to every promise, prints NOT PROMISED with the reason for what
 * is missing, and the table in the docs comes from here.
 */
export type TransportCapabilities = {
  /** What a stored message survives. */
  readonly durability: Durability;
  /** `key`: messages of one address and key arrive in the order in which they were stored. */
  readonly order: "key" | NotPromised;
  /** A new group may begin with what was published before it existed. */
  readonly replay: true | NotPromised;
  /** `attempt` counts redeliveries exactly. */
  readonly attempts: true | NotPromised;
  /**
   * A second event of the same `source` and `id` is not stored at an address, within this many milliseconds. Raw messages are stored always: a
   * dead letter that is tried again has the id it had.
   */
  readonly dedupeWindowMs: number | NotPromised;
  /** Goes on by itself after the broker was away. */
  readonly reconnects: true | NotPromised;
  readonly limits: {
    /**
     * The body and the names and values of the headers, in bytes, text as UTF-8. More is refused before it is sent, with LIMIT_EVENT_BYTES. Where a
     * broker counts more than that, the transport promises less than the broker's limit.
     */
    readonly messageBytes: number;
    /** Messages that one request to the broker takes, `Infinity` where it does not matter; longer lists are split. */
    readonly requestMessages: number;
  };
};

/** From weakest to strongest: nothing outlives the process, the broker's process may crash, the machine may lose power. */
export type Durability = "none" | "process-crash" | "power-loss";

/** Why something is not promised, in words that stand in the table. */
export type NotPromised = { readonly notPromised: string };
