import type { Json } from "@concordat/json";
import type { Place } from "./place.ts";

/** One thing done to one place: most instances that come of it are wrong, some are just unusual. */
export type Change = {
  /** What happened, to stand behind the name of the place: `is null`, `has one character too many`. */
  readonly what: string;
  readonly becomes: Json;
};

/** A kind of change. Of every kind that a contract gives occasion to, at least one instance is among its vectors. */
export type FaultKind = {
  readonly kind: string;
  /** `turn` counts the places, for kinds that would make too many of one place and take turns instead. */
  readonly changes: (place: Place, turn: number) => Iterable<Change>;
};

export function defineFault(
  kind: string,
  changes: (place: Place, turn: number) => Iterable<Change>,
): FaultKind {
  return { kind, changes };
}
