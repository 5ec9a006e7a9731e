import type { Json } from "@concordat/json";
import { type Dialect, isSince } from "@concordat/schema";

/** Few names, words and numbers, so that any two schemas over them have something to do with each other. */
export const names = ["a", "b", "ab", "c"] as const;
export const words = ["", "a", "b", "ab", "aab", "ca"] as const;
export const numbers = [0, 1, 2, 3, -1, 0.5, 1.5, 6, 10] as const;
export const divisors = [0.5, 1, 2, 3, 6] as const;
export const patterns = ["^a", "b$", "^a+b?$", "aa", "^[a-c]*$", "^.{2}$", "^(a|ca?)$"] as const;
export const types = ["null", "boolean", "integer", "number", "string", "array", "object"] as const;
export const scalars: readonly Json[] = [null, true, false, ...words, ...numbers];

/** What both dialects of a pair can say; what only one can say would be lost in print. */
export type Powers = {
  /** `contains`, `propertyNames`. */
  readonly since06: boolean;
  /** `if`. */
  readonly since07: boolean;
  /** `minContains`, `maxContains`. */
  readonly since19: boolean;
  /** `unevaluated…`, which in 2020-12 sees more than in 2019-09. */
  readonly unevaluated: boolean;
};

export function commonPowers(one: Dialect, other: Dialect): Powers {
  const both = (since: Dialect) => isSince(one, since) && isSince(other, since);
  return {
    since06: both("draft-06"),
    since07: both("draft-07"),
    since19: both("2019-09"),
    unevaluated: both("2019-09") && one === other,
  };
}
