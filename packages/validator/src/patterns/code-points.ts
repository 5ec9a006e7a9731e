/** A set of Unicode code points as ascending ranges that neither overlap nor touch; both ends are included. */
export type CodePoints = readonly CodePointRange[];
export type CodePointRange = readonly [from: number, to: number];

export const lastCodePoint = 0x10_ffff;

export function codePoints(...ranges: readonly CodePointRange[]): CodePoints {
  const ascending = ranges.toSorted((a, b) => a[0] - b[0]);
  const merged: [number, number][] = [];
  for (const [from, to] of ascending) {
    const last = merged.at(-1);
    if (last !== undefined && from <= last[1] + 1) last[1] = Math.max(last[1], to);
    else merged.push([from, to]);
  }
  return merged;
}

export function union(...sets: readonly CodePoints[]): CodePoints {
  return codePoints(...sets.flat());
}

export function complement(set: CodePoints): CodePoints {
  const gaps: CodePointRange[] = [];
  let next = 0;
  for (const [from, to] of set) {
    if (from > next) gaps.push([next, from - 1]);
    next = to + 1;
  }
  if (next <= lastCodePoint) gaps.push([next, lastCodePoint]);
  return gaps;
}

/**
 * Without the surrogates, which are no characters: strict JSON refuses them, and Go, Python and Java each treat them in
 * a way of their own.
 */
export function withoutSurrogates(set: CodePoints): CodePoints {
  return complement(union(complement(set), [[0xd800, 0xdfff]]));
}

/** The characters that a class such as `\p{Script=Greek}` matches, asked of the engine that we run on. */
export function codePointsMatching(characterClass: string): CodePoints {
  const known = asked.get(characterClass);
  if (known !== undefined) return known;
  const matcher = new RegExp(`^${characterClass}$`, "u");
  const ranges: [number, number][] = [];
  for (let codePoint = 0; codePoint <= lastCodePoint; codePoint += 1) {
    if (!matcher.test(String.fromCodePoint(codePoint))) continue;
    const last = ranges.at(-1);
    if (last !== undefined && last[1] === codePoint - 1) last[1] = codePoint;
    else ranges.push([codePoint, codePoint]);
  }
  asked.set(characterClass, ranges);
  return ranges;
}

/** A million questions take tens of milliseconds; contracts use few classes, and each often. */
const asked = new Map<string, CodePoints>();
