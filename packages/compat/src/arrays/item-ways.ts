import type { Json } from "@concordat/json";
import type { Doubt } from "../doubt.ts";
import type { Literal } from "../terms/index.ts";
import { type ArrayShape, demandsAt } from "./array-shape.ts";
import type { ArrayWorld } from "./array-world.ts";

/** One item more: what has been counted with it, and a value that does it. */
export type Way = { readonly counts: readonly number[]; readonly witness: Json };

/** A value that must stand in two places, and for which of the counts it counts. */
export type Fixed = {
  readonly first: number;
  readonly second: number;
  /** The array is at least so long. */
  readonly length: number;
  readonly way: Way;
};

/**
 * The ways in which an item at this index can be added. For a count with an upper bound each item must be known to be
 * counted or not; for one with a lower bound only, an item that is not needed is left free.
 */
export function itemWays(
  shape: ArrayShape,
  index: number,
  counted: readonly number[],
  world: ArrayWorld,
  fixed?: Fixed,
): { readonly found: readonly Way[]; readonly open: Doubt | undefined } {
  if (fixed !== undefined && (index === fixed.first || index === fixed.second)) {
    const grown = grow(shape, index, counted, fixed.way.counts);
    return {
      found: grown === undefined ? [] : [{ counts: grown, witness: fixed.way.witness }],
      open: undefined,
    };
  }
  const found: Way[] = [];
  let open: Doubt | undefined;
  const go = (at: number, sides: readonly number[], goal: readonly Literal[]): void => {
    world.budget.step();
    const outcome = world.solve(goal);
    if (outcome.is === "empty") return;
    const count = shape.counts[at];
    if (count === undefined) {
      if (outcome.is === "unknown") open ??= outcome.doubt;
      else {
        const counts = grow(shape, index, counted, sides);
        if (counts !== undefined) found.push({ counts, witness: outcome.witness });
      }
      return;
    }
    const isOpen = index >= count.from;
    const isWanted = isOpen && (counted[at] ?? 0) < count.min;
    const isWatched = isOpen && count.max !== Number.POSITIVE_INFINITY;
    // Counting first: an array that gets on with it is shorter.
    if (isWanted || isWatched) go(at + 1, [...sides, 1], [...goal, count.is]);
    go(at + 1, [...sides, 0], isWatched ? [...goal, -count.is] : goal);
  };
  go(0, [], demandsAt(shape, index));
  return { found, open };
}

/** The counts with one item more, no further than anyone counts; `undefined` past an upper bound. */
export function grow(
  { counts }: ArrayShape,
  index: number,
  counted: readonly number[],
  sides: readonly number[],
): readonly number[] | undefined {
  const grown = counts.map(({ from, min, max }, at) => {
    const sofar = counted[at] ?? 0;
    const next = sofar + (index >= from ? (sides[at] ?? 0) : 0);
    if (next > max) return undefined;
    return max === Number.POSITIVE_INFINITY ? Math.min(next, min) : next;
  });
  return grown.every((count) => count !== undefined) ? grown : undefined;
}
