import type { Finding } from "@concordat/errors";
import type { Baseline } from "@concordat/gate/evolution";

/** What a check is made against. */
export type Base = {
  readonly baseline: Baseline;
  /** Whether lint judged by the same settings there as here. */
  readonly hasSameRules: boolean;
  /** What of the base could not be read, and so was not compared; warnings. */
  readonly findings: readonly Finding[];
};
