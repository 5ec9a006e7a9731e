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
});

function times(attempts: number): string {
  return attempts === 1 ? "1 attempt" : `${attempts} attempts`;
}
