import type { Related, Verdict } from "@concordat/compat";
import type { VersionStep } from "@concordat/contracts";
import type { Closure } from "../../core/closure.ts";
import type { Engine } from "./engine.ts";

export type Comparison = {
  /** What the newer accepts, compared to the older: `wider` where it is all that and more. */
  readonly relation: Related;
  /** What was written by the older, read by the newer. */
  readonly backward: Verdict;
  readonly forward: Verdict;
};

/**
 * What a change amounts to: `patch` where both views accept the same events as before, `minor` where every promise of
 * the policy is kept, `major` where an event shows that one is not; `undefined` where that is not known.
 */
export async function stepOf(
  { relation, backward, forward }: Comparison,
  asked: readonly ("backward" | "forward")[],
  [before, after]: readonly [Closure, Closure],
  engine: Engine,
): Promise<VersionStep | undefined> {
  const verdicts = asked.map((direction) => (direction === "backward" ? backward : forward));
  if (verdicts.some(({ status }) => status === "incompatible")) return "major";
  if (verdicts.some(({ status }) => status === "undecided") || relation.relation === "undecided")
    return undefined;
  if (relation.relation !== "equal") return "minor";
  const ofWriters = await engine.relation(after, before, "writer");
  if (ofWriters.relation === "undecided") return undefined;
  return ofWriters.relation === "equal" ? "patch" : "minor";
}
