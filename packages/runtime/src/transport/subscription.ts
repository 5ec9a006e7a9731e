import type { SubscribeSettings } from "../ports/subscribe-settings.ts";
import type { Subscription } from "../ports/transport.ts";
import type { Arrival } from "./arrival.ts";
import { closeOnAbort } from "./close-on-abort.ts";
import type { Hands } from "./hands.ts";

export type SubscriptionDriver<Ticket> = {
  /** No more is fetched from now on. At once, without waiting for anything. */
  stopFetching(): void;
  /** What was not handled goes back to the group, in this order; then the member leaves. */
  leave(rest: readonly Arrival<Ticket>[]): Promise<void>;
};

export type OpenSubscription = Subscription & {
  /** The broker ended it for good: `closed` rejects with this. */
  fail(error: Error): void;
};

/** The life of a subscription, the same on every transport: open until it is closed, its signal is aborted, or the broker ends it. */
export function openSubscription<Ticket>(
  hands: Hands<Ticket>,
  settings: SubscribeSettings,
  driver: SubscriptionDriver<Ticket>,
): OpenSubscription {
  const { promise: closed, resolve, reject } = Promise.withResolvers<void>();
  // Whoever does not look at `closed` hears of a broken subscription by health and log, not by the end of the process.
  closed.catch(() => undefined);
  let closing: Promise<void> | undefined;

  async function end(graceMs: number, error: Error | undefined): Promise<void> {
    driver.stopFetching();
    try {
      await driver.leave(await hands.close(graceMs));
      if (error === undefined) resolve();
      else reject(error);
    } catch (trouble) {
      // What could not be given back comes back when the broker misses it; the member is closed all the same.
      if (error === undefined) resolve();
      else reject(new AggregateError([error, trouble], error.message));
    }
  }
  const close = ({ graceMs = 10_000 }: { readonly graceMs?: number } = {}) => {
    closing ??= end(graceMs, undefined);
    return closing;
  };
  closeOnAbort(settings.signal, { close, closed }, () => hands.stopWaiting());
  return {
    resize: (maxInFlight) => hands.resize(maxInFlight),
    close,
    closed,
    fail(error) {
      closing ??= end(0, error);
    },
  };
}
