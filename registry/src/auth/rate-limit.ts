/** What a caller has too much of, and how long to wait, in whole seconds. */
export type Excess = { readonly limit: number; readonly seconds: number };

/** Counts one request of a caller; says so where it is one too many. */
export type RateLimit = (caller: string, kind: "reads" | "writes") => Excess | undefined;

export type RateLimitOptions = {
  /** 0 is any number. */
  readonly readsPerSecond: number;
  readonly writesPerSecond: number;
  /** Milliseconds that only grow. */
  readonly now: () => number;
};

/** As many callers are remembered; the one that has been longest is forgotten for a new one. */
const rememberedCallers = 10_000;

/**
 * A bucket for each caller that holds the requests of one second and fills again all the time: short bursts pass, and
 * in the long run no more than the limit. `undefined` where there is nothing to limit, so that nothing is paid for.
 */
export function createRateLimit({
  readsPerSecond,
  writesPerSecond,
  now,
}: RateLimitOptions): RateLimit | undefined {
  if (readsPerSecond === 0 && writesPerSecond === 0) return undefined;
  const kinds = { reads: createBuckets(readsPerSecond, now), writes: createBuckets(writesPerSecond, now) };
  return (caller, kind) => kinds[kind](caller);
}

function createBuckets(limit: number, now: () => number): (caller: string) => Excess | undefined {
  if (limit === 0) return () => undefined;
  const buckets = new Map<string, { left: number; at: number }>();
  return (caller) => {
    const at = now();
    let bucket = buckets.get(caller);
    if (bucket === undefined) {
      bucket = { left: limit, at };
      buckets.set(caller, bucket);
      if (buckets.size > rememberedCallers) buckets.delete(buckets.keys().next().value ?? "");
    }
    bucket.left = Math.min(limit, bucket.left + ((at - bucket.at) * limit) / 1000);
    bucket.at = at;
    if (bucket.left < 1) return { limit, seconds: Math.max(1, Math.ceil((1 - bucket.left) / limit)) };
    bucket.left -= 1;
    return undefined;
  };
}
