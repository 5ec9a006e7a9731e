import { ConcordatError, defineErrors } from "@concordat/errors";

/** A message that could not be handled, or a part of the runtime that cannot do what it was asked for. */
export class RuntimeError extends ConcordatError {}

/** What became of the attempts: how many there were, and when the first of them failed (milliseconds since 1970). */
type Tried = { readonly attempts: number; readonly firstFailedAt: number; readonly trouble: string };

export const runtimeErrors = defineErrors(RuntimeError, {
  RUNTIME_OPTION: {
    message: (p: { option: string; trouble: string }) => `the option ${p.option} ${p.trouble}`,
    hint: (p) => `change ${p.option}`,
    kind: "usage",
  },
  RETRY_EXHAUSTED: {
    message: (p: Tried) => `${times(p.attempts)} failed, and that was the last: ${p.trouble}`,
    hint: "mend the cause, then reprocess the dead letter; where it passes by itself, allow more attempts or longer delays",
    kind: "fault",
  },
  RETRY_INTERRUPTED: {
    message: (p: Tried) =>
      `${times(p.attempts)} failed, and the wait for the next one ended early: ${p.trouble}`,
    hint: "nothing is lost: the message was given back to its group and is handed out again",
    kind: "fault",
    retry: "later",
  },
  RETRY_POINTLESS: {
    message: (p: Tried) => `${times(p.attempts)} failed, and another would fail alike: ${p.trouble}`,
    hint: "correct the message or the handler, then reprocess the dead letter",
  },
  NON_RETRYABLE: {
    message: (p: { trouble: string }) => p.trouble,
    hint: "correct the message or the handler; another attempt fails alike",
  },
  CIRCUIT_OPEN: {
    message: (p: { breaker: string; retryAfterMs: number }) =>
      `the circuit breaker ${p.breaker} lets nothing through${p.retryAfterMs > 0 ? ` for another ${p.retryAfterMs} ms` : " but the probes that are under way"}`,
    hint: "mend what stands behind it; it tries again by itself, and `reset()` closes it at once",
    kind: "fault",
    retry: "later",
  },
  EVENT_EXPIRED: {
    message: (p: { id: string; type: string; ageMs: number; maxAgeMs: number }) =>
      `event ${p.id} of type ${p.type} happened ${p.ageMs} ms ago, and ${p.maxAgeMs} ms are the limit`,
    hint: "let it go, or raise the limit and reprocess its dead letter",
  },
  DEAD_LETTER_UNWRITTEN: {
    message: (p: { position: string; group: string; reason: string; trouble: string }) =>
      `the message at ${p.position} is no dead letter of ${p.group} yet: ${p.reason}; it failed because ${p.trouble}`,
    hint: "mend the place where dead letters are kept; the message was given back and is handed out again",
    kind: "fault",
    retry: "later",
  },
  DEAD_LETTERS_FULL: {
    message: (p: { limit: number }) =>
      `${p.limit} dead letters wait for a decision, and there is room for no more`,
    hint: "reprocess, discard or purge some of them, or raise `maxEntries`",
    kind: "conflict",
    retry: "later",
  },
  DEAD_LETTER_UNKNOWN: {
    message: (p: { id: string }) => `there is no dead letter ${p.id}`,
    hint: "list the dead letters; it may have been purged",
  },
  DEAD_LETTER_SETTLED: {
    message: (p: { id: string; status: string }) => `dead letter ${p.id} is ${p.status} already`,
    hint: "look at it again; only a pending one can be reprocessed or discarded",
    kind: "conflict",
  },
  DEAD_LETTER_NOT_SENT: {
    message: (p: { id: string; address: string; reason: string }) =>
      `dead letter ${p.id} was not put back to ${p.address}: ${p.reason}`,
    hint: "reprocess it again; it is still pending",
    kind: "network",
    retry: "later",
  },
  DEAD_LETTER_IN_DOUBT: {
    message: (p: { id: string; address: string; reason: string }) =>
      `whether dead letter ${p.id} was put back to ${p.address} is unknown: ${p.reason}`,
    hint: "reprocess it again, it is still pending; where consumers dedupe, a second copy does no harm",
    kind: "network",
    retry: "check-first",
  },
});

function times(attempts: number): string {
  return attempts === 1 ? "1 attempt" : `${attempts} attempts`;
}
