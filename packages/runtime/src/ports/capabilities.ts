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
  /** A second message of the same `source` and `id` is not stored, within this many milliseconds. */
  readonly dedupeWindowMs: number | NotPromised;
  /** Goes on by itself after the broker was away. */
  readonly reconnects: true | NotPromised;
  readonly limits: {
    /** Encoded, with its headers. More is refused before it is sent. */
    readonly messageBytes: number;
    /** Messages that one request to the broker takes; longer lists are split. */
    readonly requestMessages: number;
  };
};

/** From weakest to strongest: nothing outlives the process, the broker's process may crash, the machine may lose power. */
export type Durability = "none" | "process-crash" | "power-loss";

/** Why something is not promised, in words that stand in the table. */
export type NotPromised = { readonly notPromised: string };
