import { type CodePoints, codePoints, difference, intersection } from "./code-points.ts";

/**
 * Witnesses are read by people, so of all characters that will do the most readable is taken: small letters first,
 * then what one can see, what one cannot see last. A fixed list: it must not change with the engine's Unicode tables,
 * or the same question would get another witness elsewhere.
 */
const mostReadableFirst: readonly CodePoints[] = [
  codePoints([0x61, 0x7a]),
  codePoints([0x41, 0x5a]),
  codePoints([0x30, 0x39]),
  codePoints([0x2d, 0x2e], [0x5f, 0x5f]),
  codePoints([0x21, 0x7e]),
  codePoints([0x20, 0x20]),
  codePoints([0xdf, 0xff]),
  codePoints([0x3b1, 0x3c9]),
  codePoints([0x430, 0x44f]),
  codePoints([0x4e00, 0x9fa5]),
  codePoints([0x1_f600, 0x1_f64f]),
  codePoints([0xa1, 0xac], [0xae, 0x2ff], [0x370, 0x482], [0x48a, 0x52f]),
  codePoints([0x300, 0x200a], [0x2010, 0x2027], [0x2030, 0x205e], [0x2070, 0xd7ff]),
  codePoints([0x1_0000, 0x1_fffd], [0x2_0000, 0x2_fffd], [0x3_0000, 0x3_fffd]),
  codePoints([0x09, 0x0a], [0x0d, 0x0d]),
  codePoints([0x80, 0x10_ffff]),
  codePoints([0x00, 0x7f]),
];

/** The ranges of a set by readability, so no longer ascending: the first character is the one to show. */
export function byReadability(set: CodePoints): readonly number[] {
  // The two cases of one letter: `[Tt]` and `[Zz]` of date-time are capitals wherever one sees them.
  const [capital = 0, , small = 0] = set;
  if (set.length === 4 && set[1] === capital && set[3] === small && isCapitalOf(capital, small)) return set;
  const ordered: number[] = [];
  let rest = set;
  for (const group of mostReadableFirst) {
    if (rest.length === 0) break;
    ordered.push(...intersection(rest, group));
    rest = difference(rest, group);
  }
  return ordered;
}

function isCapitalOf(capital: number, small: number): boolean {
  return capital >= 0x41 && capital <= 0x5a && small === capital + 0x20;
}

/** Smaller is more readable; no two characters are equal. */
export function readabilityOf(codePoint: number): number {
  const one = codePoints([codePoint, codePoint]);
  const rank = mostReadableFirst.findIndex((group) => intersection(one, group).length > 0);
  return rank * 0x20_0000 + codePoint;
}
