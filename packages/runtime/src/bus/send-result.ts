import type { CloudEvent } from "@concordat/cloudevents";
import type { ConcordatError } from "@concordat/errors";
import type { EventDraft } from "./events.ts";

/** An event that the broker has for good. */
export type Sent = {
  readonly status: "stored";
  /** As it was sent, with everything that the bus filled in. */
  readonly event: CloudEvent;
  /** Its place at the broker, in the broker's own words, where it says so. */
  readonly position?: string;
  /** The broker had it already, and has it once. */
  readonly isDuplicate?: boolean;
};

/**
 * What became of one event of many.
 *
 * `unknown` is neither success nor failure: the event may be stored or not. Sent again as it is (`event`, so under the same id)
 * it is handled once where consumers dedupe.
 */
export type SendResult =
  | Sent
  | { readonly status: "refused"; readonly event: EventDraft; readonly error: ConcordatError }
  | { readonly status: "unknown"; readonly event: CloudEvent; readonly error: ConcordatError };

export type SendReport = {
  readonly stored: number;
  readonly refused: number;
  readonly unknown: number;
  /** In the order of the events. */
  readonly results: readonly SendResult[];
};

export function reportOf(results: readonly SendResult[]): SendReport {
  const count = { stored: 0, refused: 0, unknown: 0 };
  for (const { status } of results) count[status] += 1;
  return { ...count, results };
}
