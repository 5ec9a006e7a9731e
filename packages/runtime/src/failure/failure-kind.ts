import { isConcordatError } from "@concordat/errors";

/**
 * What a failure means for the message.
 *
 * - `passing`: another attempt may succeed. Time-outs, lost connections, and all that nobody classified.
 * - `pointless`: every attempt would fail like this one. What says so of itself (`nonRetryable`, an error whose advice is
 *   `never`): schema violations, unreadable messages, wrong checksums.
 * - `not-yet`: the handler was not reached, so this was no attempt. An open circuit; an event that somebody else holds; an inbox that is away.
 * - `interrupted`: nobody knows, since the consumer went away. The message belongs to its group again.
 */
export type FailureKind = "passing" | "pointless" | "not-yet" | "interrupted";

/** Codes of errors that say nothing about the handler. */
const notYet: ReadonlySet<string> = new Set(["CIRCUIT_OPEN", "INBOX_BUSY", "INBOX_UNREACHABLE"]);

export function failureKindOf(thrown: unknown): FailureKind {
  if (!isConcordatError(thrown)) return "passing";
  if (notYet.has(thrown.code)) return "not-yet";
  if (thrown.code === "RETRY_INTERRUPTED") return "interrupted";
  return thrown.retry === "never" ? "pointless" : "passing";
}

/** How long it is certainly too early, when the failure says so. */
export function retryAfterOf(thrown: unknown): number {
  if (!isConcordatError(thrown)) return 0;
  const { retryAfterMs } = thrown.params;
  return typeof retryAfterMs === "number" && retryAfterMs > 0 ? retryAfterMs : 0;
}
