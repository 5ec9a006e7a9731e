import type { Case } from "../compare.ts";

/** One entry of `npm run bench`. */
export type Row = {
  readonly name: string;
  /** One line for the list. */
  readonly description: string;
  /**
   * Loads what it needs when asked, so that listing the rows loads nothing. A generator gets its turn back when a case is measured, and can
   * clear up after it.
   */
  readonly cases: () => Promise<readonly Case[]> | AsyncIterable<Case>;
  /** What ratios cannot say: how single pieces of work spread, how many came to nothing. A line each. */
  readonly remarks?: () => Promise<readonly string[]>;
};
