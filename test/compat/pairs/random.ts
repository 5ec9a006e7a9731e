/** A source of choices that one number repeats: pair 17 of a seed is pair 17 on every machine, alone or among others. */
export type Random = {
  /** From 0 to below `limit`. */
  below(limit: number): number;
  pick<Value>(values: readonly Value[]): Value;
  chance(share: number): boolean;
  /** Between `fewest` and `most` of the values, in their order. */
  some<Value>(values: readonly Value[], fewest: number, most: number): readonly Value[];
};

/** Mulberry32: short, and good enough to choose keywords by. */
export function createRandom(seed: number): Random {
  let state = seed >>> 0;
  const next = (): number => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
  const random: Random = {
    below: (limit) => Math.floor(next() * limit),
    pick(values) {
      if (values.length === 0) throw new RangeError("there is nothing to choose from");
      return values[random.below(values.length)] as (typeof values)[number];
    },
    chance: (share) => next() < share,
    some(values, fewest, most) {
      const count = Math.min(values.length, fewest + random.below(most - fewest + 1));
      const left = [...values.keys()];
      const taken = Array.from({ length: count }, () => left.splice(random.below(left.length), 1)[0] ?? 0);
      return taken.sort((a, b) => a - b).map((index) => values[index] as (typeof values)[number]);
    },
  };
  return random;
}
