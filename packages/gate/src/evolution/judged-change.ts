import type { CompatibilitySettings, VersionStep } from "@concordat/contracts";
import type { AcceptedMark, JudgedBreak } from "./acceptance/apply.ts";
import type { ChangedVersion } from "./changes.ts";
import type { Comparison } from "./compare.ts";
import type { Promises } from "./promises.ts";
import type { ChangeRelation } from "./relation.ts";

export type { AcceptedMark };

/** One changed version, and all that was found out about it. */
export type JudgedChange = {
  readonly change: ChangedVersion;
  readonly settings: CompatibilitySettings;
  readonly promises: Promises;
  readonly comparisons: readonly Comparison[];
  readonly breaks: readonly JudgedBreak[];
  /** Compared to the version before it; absent where there is none. */
  readonly relation?: ChangeRelation;
  /** What the number says that it is; absent where it is the same number, and where there is none before. */
  readonly claimed?: VersionStep;
  /** What the change amounts to; absent where it is not known, and for a contract's first version. */
  readonly step?: VersionStep;
  /** The number that goes with the step. */
  readonly derived?: string;
};
