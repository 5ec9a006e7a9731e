import type { AST } from "@eslint-community/regexpp";
import type { Attempt, Captures } from "./attempt.ts";

/**
 * ECMA-262's RepeatMatcher. Two laws are easily missed: each round forgets what the groups inside captured in the round
 * before, and a round beyond the required ones that matches nothing counts as failed, so that loops end.
 */
export function repeat(
  body: Attempt,
  { min, max, greedy }: AST.Quantifier,
  groups: readonly number[],
): Attempt {
  const forget = (captures: Captures): Captures =>
    groups.length === 0
      ? captures
      : captures.map((range, group) => (groups.includes(group) ? undefined : range));

  const round =
    (done: number): Attempt =>
    (trial, at, captures, then) => {
      const stop = () => then(at, captures);
      const again = () =>
        done < max &&
        trial.deeper(() =>
          body(trial, at, forget(captures), (next, captured) => {
            if (done >= min && next === at) return false;
            return round(done + 1)(trial, next, captured, then);
          }),
        );
      if (done < min) return again();
      return greedy ? again() || stop() : stop() || again();
    };
  return round(0);
}
