import type { Product } from "./product.ts";

/**
 * How many characters a state is from acceptance: at least, infinite where no word can be finished; and at most,
 * infinite where a cycle can be repeated. Between the two a length may still have no word.
 */
export type Distances = { readonly nearest: readonly number[]; readonly farthest: readonly number[] };

export function distancesOf({ edges, accepts }: Product): Distances {
  const before: number[][] = edges.map(() => []);
  edges.forEach((targets, state) => {
    for (const target of new Set(targets)) before[target]?.push(state);
  });
  const nearest = nearestOf(accepts, before);
  return { nearest, farthest: farthestOf(edges, nearest, before) };
}

type Neighbours = readonly (readonly number[])[];

/** Breadth first, backwards from all that accept. */
function nearestOf(accepts: readonly boolean[], before: Neighbours): number[] {
  const nearest = accepts.map((isAccepting) => (isAccepting ? 0 : Number.POSITIVE_INFINITY));
  const agenda = [...accepts.keys()].filter((state) => accepts[state]);
  // The list grows while it is walked.
  for (const state of agenda)
    for (const earlier of before[state] ?? []) {
      if (nearest[earlier] !== Number.POSITIVE_INFINITY) continue;
      nearest[earlier] = (nearest[state] ?? 0) + 1;
      agenda.push(earlier);
    }
  return nearest;
}

/** A state is settled once all that it leads to are; what never settles leads to a cycle. Dead states do not count. */
function farthestOf(edges: Neighbours, nearest: readonly number[], before: Neighbours): number[] {
  const isLive = (state: number): boolean =>
    (nearest[state] ?? Number.POSITIVE_INFINITY) < Number.POSITIVE_INFINITY;
  const unsettled = edges.map((targets) => [...new Set(targets)].filter(isLive).length);
  const longest = edges.map(() => 0);
  const agenda = [...edges.keys()].filter((state) => isLive(state) && unsettled[state] === 0);
  const isSettled = new Set(agenda);
  for (const state of agenda)
    for (const earlier of before[state] ?? []) {
      if (!isLive(earlier)) continue;
      longest[earlier] = Math.max(longest[earlier] ?? 0, (longest[state] ?? 0) + 1);
      unsettled[earlier] = (unsettled[earlier] ?? 0) - 1;
      if (unsettled[earlier] !== 0) continue;
      isSettled.add(earlier);
      agenda.push(earlier);
    }
  return longest.map((length, state) => {
    if (!isLive(state)) return Number.NEGATIVE_INFINITY;
    return isSettled.has(state) ? length : Number.POSITIVE_INFINITY;
  });
}
