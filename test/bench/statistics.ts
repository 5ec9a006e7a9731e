/** The middle of many measurements, and how far the bulk of them strays from it. */
export type Spread = { readonly median: number; readonly p10: number; readonly p90: number };

export function spreadOf(values: readonly number[]): Spread {
  return { median: quantile(values, 0.5), p10: quantile(values, 0.1), p90: quantile(values, 0.9) };
}

/**
 * Interpolates between the two neighbours in rank, so that few rounds give a sensible answer too.
 * Medians rather than means: another program on the machine only ever makes a round slower.
 */
export function quantile(values: readonly number[], share: number): number {
  const sorted = values.toSorted((a, b) => a - b);
  const rank = share * (sorted.length - 1);
  const below = sorted[Math.floor(rank)] ?? Number.NaN;
  const above = sorted[Math.ceil(rank)] ?? Number.NaN;
  return below + (above - below) * (rank - Math.floor(rank));
}
