import { FadingMap } from "../collections/fading-map.ts";
import { identityName } from "../collections/identity-name.ts";
import type { Clock } from "../ports/clock.ts";
import type { Inbox, InboxClaim } from "../ports/inbox.ts";

export type MemoryInboxOptions = {
  readonly clock: Clock;
  /** How many handled events are remembered for each consumer; the oldest are forgotten first. Default 100,000. */
  readonly maxEntries?: number;
  /** How long a handled event is remembered. Default one hour. */
  readonly windowMs?: number;
  /** After this time a claim that ended in nothing may be taken by another. Default 60,000. */
  readonly claimMs?: number;
};

type Entry = Pick<InboxClaim, "digest" | "claimant"> & { readonly isDone: boolean; readonly until: number };

/** An inbox that lasts as long as the process. Outside its window a repetition is a first again. */
export function createMemoryInbox(options: MemoryInboxOptions): Inbox {
  const { clock, maxEntries = 100_000, windowMs = 3_600_000, claimMs = 60_000 } = options;
  const consumers = new Map<string, FadingMap<Entry>>();
  const entriesOf = (consumer: string) => {
    const known = consumers.get(consumer);
    if (known !== undefined) return known;
    const fresh = new FadingMap<Entry>();
    consumers.set(consumer, fresh);
    return fresh;
  };
  return {
    async claim(claim) {
      const entries = entriesOf(claim.consumer);
      const now = clock.monotonic();
      const name = identityName(claim);
      const entry = entries.get(name);
      if (entry !== undefined && entry.until > now) {
        if (!entry.isDone) return "busy";
        return entry.digest === claim.digest ? "duplicate" : "conflict";
      }
      const { digest, claimant } = claim;
      entries.set(name, { digest, claimant, isDone: false, until: now + claimMs });
      forgetOldest(entries, now, maxEntries);
      return "first";
    },
    async complete(claim) {
      const until = clock.monotonic() + windowMs;
      const { digest, claimant } = claim;
      entriesOf(claim.consumer).set(identityName(claim), { digest, claimant, isDone: true, until });
    },
    async release(claim) {
      const entries = entriesOf(claim.consumer);
      const entry = entries.get(identityName(claim));
      if (entry?.isDone === false && entry.claimant === claim.claimant) entries.delete(identityName(claim));
    },
  };
}

/** Claims under way are never forgotten: there are only as many as messages in flight. */
function forgetOldest(entries: FadingMap<Entry>, now: number, max: number): void {
  entries.fade(({ until, isDone }) => {
    if (until <= now) return "forget";
    if (entries.size <= max) return "stop";
    return isDone ? "forget" : "keep";
  });
}
