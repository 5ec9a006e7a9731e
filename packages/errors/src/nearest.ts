/**
 * The candidate that a mistyped word most likely meant, for "did you mean" hints; `undefined` when none is close.
 *
 * Close means: at most a third of the word's letters differ (one for short words). A swap of neighbours counts a
 * little less than a wrong letter, since that is how fingers err.
 */
export function nearest(word: string, candidates: Iterable<string>): string | undefined {
  return nearestFew(word, candidates, 1)[0];
}

/** Up to `count` candidates, the closest first; equal distances keep the order of the candidates. */
export function nearestFew(word: string, candidates: Iterable<string>, count: number): readonly string[] {
  const folded = fold(word);
  if (folded === "") return [];
  const tolerated = Math.max(1, Math.floor(folded.length / 3));
  return [...new Set(candidates)]
    .map((candidate) => ({ candidate, distance: editDistance(folded, fold(candidate), tolerated) }))
    .filter(({ distance }) => distance <= tolerated)
    .sort((a, b) => a.distance - b.distance)
    .slice(0, count)
    .map(({ candidate }) => candidate);
}

/** ` (did you mean "x"?)`, or nothing: made to stand at the end of a hint or a message. */
export function didYouMean(word: string, candidates: Iterable<string>): string {
  const meant = nearest(word, candidates);
  return meant === undefined ? "" : ` (did you mean "${meant}"?)`;
}

/** Case and the separators that people mix up count for nothing. */
function fold(word: string): string {
  return word.toLowerCase().replaceAll("_", "-");
}

const swapCost = 0.9;

/** Optimal string alignment; gives up with a number above `limit` as soon as no better one is possible. */
function editDistance(a: string, b: string, limit: number): number {
  if (Math.abs(a.length - b.length) > limit) return limit + 1;
  let beforeLast: number[] = [];
  let last = Array.from({ length: b.length + 1 }, (_, column) => column);
  for (let row = 1; row <= a.length; row += 1) {
    const current = [row];
    for (let column = 1; column <= b.length; column += 1) {
      const same = a[row - 1] === b[column - 1];
      let best = Math.min(
        at(last, column) + 1,
        at(current, column - 1) + 1,
        at(last, column - 1) + (same ? 0 : 1),
      );
      const swapped = row > 1 && column > 1 && a[row - 1] === b[column - 2] && a[row - 2] === b[column - 1];
      if (swapped) best = Math.min(best, at(beforeLast, column - 2) + swapCost);
      current.push(best);
    }
    if (Math.min(...current) > limit) return limit + 1;
    beforeLast = last;
    last = current;
  }
  return at(last, b.length);
}

function at(row: readonly number[], column: number): number {
  return row[column] ?? Number.POSITIVE_INFINITY;
}
