import type { CloudEvent, Violation } from "@concordat/cloudevents";
import type { MessageHeaders, RawContent } from "../ports/transport.ts";

/**
 * Why a group gave up.
 *
 * - `max_retries_exceeded`: every attempt that was allowed failed.
 * - `non_retryable_error`: the handler said that another attempt is pointless.
 * - `deserialization_error`: it cannot be read as an event.
 * - `schema_validation_error`: it can, and breaks its contract.
 * - `checksum_mismatch`: its data are not those that were published.
 * - `circuit_open`: the handler could not be reached for longer than the message may wait.
 * - `expired`: it was too old to be worth handling.
 */
export type DeadLetterReason = (typeof deadLetterReasons)[number];

export const deadLetterReasons = [
  "max_retries_exceeded",
  "non_retryable_error",
  "deserialization_error",
  "schema_validation_error",
  "checksum_mismatch",
  "circuit_open",
  "expired",
] as const;

/**
 * - `pending`: waits for a decision.
 * - `reprocessed`: was put back where it came from, and has not come back so far.
 * - `discarded`: somebody decided that it will not be handled.
 */
export type DeadLetterStatus = "pending" | "reprocessed" | "discarded";

/** A message that one group has given up on, with everything that is needed to understand it and to put it back. */
export type DeadLetter = {
  /** The same each time that this message fails in this group, also after it was put back. */
  readonly id: string;
  readonly reason: DeadLetterReason;
  /** The last failure: its code or class, its words, where it happened. */
  readonly error: { readonly type: string; readonly message: string; readonly stack?: string };
  /** What is wrong with the event, where that is why. */
  readonly violations?: readonly Violation[];
  /** What the event is, where it can be read; its data stand in `raw`. */
  readonly event?: Pick<CloudEvent, "id" | "source" | "type">;
  readonly address: string;
  readonly key?: string;
  readonly group: string;
  readonly handler?: string;
  /** Which member of the group made the last attempt. */
  readonly consumer?: string;
  /** Where it stood at the broker when it failed. */
  readonly position: string;
  readonly headers: MessageHeaders;
  /** As it came, to the byte. */
  readonly raw: RawContent;
  /** How often a handler was called with it this time; 0 when it was given up before. */
  readonly attempts: number;
  /** When the first of these attempts failed. Milliseconds since 1970, as all times here. */
  readonly firstFailedAt: number;
  readonly deadLetteredAt: number;
  /** How often it has been put back. */
  readonly reprocessCount: number;
  readonly status: DeadLetterStatus;
};
