import type { Subscription } from "../ports/transport.ts";

/** Aborting the signal closes a subscription without grace. `stopWaiting` ends the grace of a close that is under way already. */
export function closeOnAbort(
  signal: AbortSignal | undefined,
  { close, closed }: Pick<Subscription, "close" | "closed">,
  stopWaiting: () => void,
): void {
  if (signal === undefined) return;
  const onAbort = () => {
    void close({ graceMs: 0 });
    stopWaiting();
  };
  if (signal.aborted) {
    onAbort();
    return;
  }
  signal.addEventListener("abort", onAbort, { once: true });
  const forget = () => signal.removeEventListener("abort", onAbort);
  closed.then(forget, forget);
}
