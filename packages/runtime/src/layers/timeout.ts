import { busErrors, runtimeErrors } from "../errors.ts";
import type { Layer } from "../layer.ts";
import type { Clock } from "../ports/clock.ts";
import { wholeDelivery } from "../transport/frugal-handlers.ts";

/**
 * Gives up on a handler that does not settle in time, and tells it so through `signal`.
 *
 * JavaScript cannot stop code that runs, so a handler that ignores the signal may still have its effect later, beside the next
 * attempt: what it then resolves or rejects to is ignored.
 */
export function timeout(milliseconds: number, clock: Clock): Layer {
  // `NaN` and less than nothing are no time at all for a timer: every attempt would be late.
  if (!(milliseconds > 0))
    throw runtimeErrors.RUNTIME_OPTION({
      option: "timeoutMs",
      trouble: `is ${milliseconds}, where a number above 0 belongs`,
    });
  return (next) => async (delivery) => {
    const given = new AbortController();
    let cancel: (() => void) | undefined;
    const late = new Promise<never>((_, reject) => {
      cancel = clock.after(milliseconds, () => {
        const error = busErrors.HANDLER_TIMEOUT({ milliseconds });
        reject(error);
        given.abort(error);
      });
    });
    try {
      const signal = AbortSignal.any([delivery.signal, given.signal]);
      await Promise.race([next({ ...wholeDelivery(delivery), signal }), late]);
    } finally {
      cancel?.();
    }
  };
}
