import type { Act } from "./act.ts";

const windowMs = 500;
const enough = 0.8;

/** Of one of the strikes that are over: when the slowest was back, which is publishing or one of the groups. */
export function backAfterMs({ tally, struck, beganAt }: Act, index: number): number | undefined {
  // Between two strikes there is too little, or a recovery: before the first one the rate was steady.
  const before = { from: beganAt, to: struck[0]?.began.at ?? beganAt };
  const after = {
    from: struck[index]?.overAt ?? Number.POSITIVE_INFINITY,
    to: struck[index + 1]?.began.at ?? Number.POSITIVE_INFINITY,
  };
  const each = [tally.storedAt, ...tally.handledAt.values()].map((times) => recoveryMs(times, before, after));
  return each.includes(undefined) ? undefined : Math.max(...each.map((milliseconds) => milliseconds ?? 0));
}

type Span = { readonly from: number; readonly to: number };

/**
 * How long after a fault the rate was as before, less a fifth at most: the milliseconds to the first half second in which it was. `undefined`
 * where it was not seen to come back, or nothing is known of before. A figure to be told, and never a test.
 *
 * @param times when something happened, in order
 */
export function recoveryMs(times: readonly number[], before: Span, after: Span): number | undefined {
  const perMs = countBetween(times, before.from, before.to) / (before.to - before.from);
  if (!(perMs > 0)) return undefined;
  const end = Math.min(after.to, times.at(-1) ?? 0);
  for (let start = after.from; start + windowMs <= end; start += 20)
    if (countBetween(times, start, start + windowMs) >= perMs * windowMs * enough)
      return Math.round(start - after.from);
  return undefined;
}

function countBetween(times: readonly number[], from: number, to: number): number {
  return indexFrom(times, to) - indexFrom(times, from);
}

/** Of the first that is not earlier. */
function indexFrom(times: readonly number[], moment: number): number {
  let [low, high] = [0, times.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((times[middle] ?? Number.POSITIVE_INFINITY) < moment) low = middle + 1;
    else high = middle;
  }
  return low;
}
