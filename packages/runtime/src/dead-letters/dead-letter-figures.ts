import type {
  DeadLetterAnalysisOptions,
  DeadLetterAspect,
  DeadLetterCount,
  DeadLetterFilter,
  DeadLetterStats,
} from "../ports/dead-letter-store.ts";
import type { DeadLetter, DeadLetterReason } from "./dead-letter-entry.ts";

/** What stores without a query language of their own need to keep their word. */
export function fitsFilter(entry: DeadLetter, filter: DeadLetterFilter): boolean {
  const { since = Number.NEGATIVE_INFINITY, until = Number.POSITIVE_INFINITY, type, ...same } = filter;
  if (entry.deadLetteredAt < since || entry.deadLetteredAt >= until) return false;
  if (type !== undefined && entry.event?.type !== type) return false;
  return Object.entries(same).every(
    ([name, wanted]) => wanted === undefined || entry[name as keyof typeof same] === wanted,
  );
}

export function analyzeDeadLetters(
  entries: Iterable<DeadLetter>,
  by: DeadLetterAspect,
  { filter = {}, bucketMs = 3_600_000 }: DeadLetterAnalysisOptions = {},
): readonly DeadLetterCount[] {
  const aspectOf = aspects[by];
  const counts = new Map<string | undefined, DeadLetterCount>();
  for (const entry of entries) {
    if (!fitsFilter(entry, filter)) continue;
    const value = aspectOf(entry, bucketMs);
    const at = entry.deadLetteredAt;
    const { count, oldest, newest } = counts.get(value) ?? { count: 0, oldest: at, newest: at };
    const sum = { count: count + 1, oldest: Math.min(oldest, at), newest: Math.max(newest, at) };
    counts.set(value, value === undefined ? sum : { value, ...sum });
  }
  const order =
    by === "time"
      ? byValue
      : (one: DeadLetterCount, other: DeadLetterCount) => other.count - one.count || byValue(one, other);
  return [...counts.values()].toSorted(order);
}

export function statsOfDeadLetters(entries: Iterable<DeadLetter>, now: number): DeadLetterStats {
  const byStatus = { pending: 0, reprocessed: 0, discarded: 0 };
  const byReason: Partial<Record<DeadLetterReason, number>> = {};
  let oldest = Number.POSITIVE_INFINITY;
  let total = 0;
  let reprocessed = 0;
  for (const { status, reason, deadLetteredAt, reprocessCount } of entries) {
    total += 1;
    byStatus[status] += 1;
    reprocessed += reprocessCount;
    if (status !== "pending") continue;
    byReason[reason] = (byReason[reason] ?? 0) + 1;
    oldest = Math.min(oldest, deadLetteredAt);
  }
  return {
    total,
    byStatus,
    byReason,
    ...(oldest === Number.POSITIVE_INFINITY ? {} : { oldestAgeMs: now - oldest }),
    reprocessed,
    // Of all times that an entry was put back, the last one is the only one from which it did not come back.
    ...(reprocessed === 0 ? {} : { reprocessSuccessRate: byStatus.reprocessed / reprocessed }),
  };
}

const aspects: Readonly<
  Record<DeadLetterAspect, (entry: DeadLetter, bucketMs: number) => string | undefined>
> = {
  reason: ({ reason }) => reason,
  type: ({ event }) => event?.type,
  handler: ({ handler }) => handler,
  time: ({ deadLetteredAt }, bucketMs) =>
    new Date(Math.floor(deadLetteredAt / bucketMs) * bucketMs).toISOString(),
};

function byValue({ value: one = "" }: DeadLetterCount, { value: other = "" }: DeadLetterCount): number {
  if (one === other) return 0;
  return one < other ? -1 : 1;
}
