import type { RawContent } from "../ports/transport.ts";

/** A message as the broker in memory keeps it. Nobody else ever holds these bytes: deliveries get copies. */
export type StoredMessage = {
  /** 1, 2, 3 … at its address. */
  readonly sequence: number;
  readonly address: string;
  readonly key: string | undefined;
  readonly raw: RawContent;
  readonly bytes: number;
  /** By the monotonic clock. */
  readonly storedAt: number;
};
