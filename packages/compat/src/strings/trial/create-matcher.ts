import { type Budget, Undecided } from "../../budget.ts";
import { matchesPattern } from "./matches-pattern.ts";

/**
 * Says whether a pattern finds something in a name, or `undefined` where that cannot be told. Paid for, unlike the
 * platform's own expressions, of which one from a stranger may take for ever.
 */
export function createMatcher(budget: Budget): (pattern: string, name: string) => boolean | undefined {
  return (pattern, name) => {
    try {
      return matchesPattern(pattern, name, budget);
    } catch (error) {
      if (!(error instanceof Undecided) || budget.isSpent) throw error;
      return undefined;
    }
  };
}
