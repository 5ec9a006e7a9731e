/**
 * A set of characters: ascending ranges that neither overlap nor touch, laid flat as `[from, to, from, to, …]`, both
 * ends included.
 *
 * A character is a Unicode scalar value. Surrogates are none: strict JSON refuses a lone one, so no witness may hold
 * one, and `^.$` must not look satisfiable by a value that no event can carry.
 */
export type CodePoints = readonly number[];

export const everyCharacter: CodePoints = [0, 0xd7ff, 0xe000, 0x10_ffff];
export const noCharacter: CodePoints = [];

/** From ranges in any order, overlapping or not; surrogates fall away. */
export function codePoints(...ranges: readonly (readonly [from: number, to: number])[]): CodePoints {
  const merged: number[] = [];
  for (const [from, to] of ranges.toSorted((a, b) => a[0] - b[0])) {
    const last = merged.length - 1;
    const lastTo = merged[last];
    if (lastTo !== undefined && from <= lastTo + 1) merged[last] = Math.max(lastTo, to);
    else merged.push(from, to);
  }
  return intersection(merged, everyCharacter);
}

export function union(...sets: readonly CodePoints[]): CodePoints {
  return codePoints(...sets.flatMap((set) => [...rangesOf(set)]));
}

export function intersection(a: CodePoints, b: CodePoints): CodePoints {
  const common: number[] = [];
  let i = 0;
  let j = 0;
  while (i < a.length && j < b.length) {
    const from = Math.max(at(a, i), at(b, j));
    const to = Math.min(at(a, i + 1), at(b, j + 1));
    if (from <= to) common.push(from, to);
    if (at(a, i + 1) < at(b, j + 1)) i += 2;
    else j += 2;
  }
  return common;
}

export function difference(a: CodePoints, b: CodePoints): CodePoints {
  const gaps: number[] = [];
  let next = 0;
  for (const [from, to] of rangesOf(b)) {
    if (from > next) gaps.push(next, from - 1);
    next = to + 1;
  }
  gaps.push(next, Number.MAX_SAFE_INTEGER);
  return intersection(a, gaps);
}

export function complement(set: CodePoints): CodePoints {
  return difference(everyCharacter, set);
}

export function contains(set: CodePoints, codePoint: number): boolean {
  let low = 0;
  let high = set.length;
  while (low < high) {
    const middle = 2 * ((low + high) >> 2);
    if (at(set, middle + 1) < codePoint) low = middle + 2;
    else high = middle;
  }
  return at(set, low) <= codePoint;
}

export function* rangesOf(set: CodePoints): Generator<readonly [from: number, to: number]> {
  for (let i = 0; i < set.length; i += 2) yield [at(set, i), at(set, i + 1)];
}

function at(set: CodePoints, index: number): number {
  return set[index] ?? Number.NaN;
}
