import {
  compareVersions,
  formatVersion,
  nextVersion,
  type Version,
  type VersionStep,
} from "@concordat/contracts";
import { type ChangeRelation, saysTheSame } from "./relation.ts";
import type { Side } from "./side.ts";

/**
 * What a change amounts to that keeps every promise the policy makes. `patch`: both views accept the same events as
 * before. `minor`: they do not, or the engine cannot tell.
 */
export function stepOf(before: Side, after: Side, relation: ChangeRelation): VersionStep {
  return saysTheSame(before, after, relation) === "yes" ? "patch" : "minor";
}

/** The step that a number claims to be; `undefined` where it is the same number. */
export function claimedStep(before: Version, after: Version): VersionStep | undefined {
  if (after.major !== before.major) return "major";
  if (after.minor !== before.minor) return "minor";
  return after.patch === before.patch ? undefined : "patch";
}

/** The number that follows `previous` by the step, and that is not taken. */
export function derivedNumber(previous: Version, step: VersionStep, taken: readonly Version[]): string {
  const { major, minor } = previous;
  const sameLine = [previous, ...taken].filter((number) => {
    if (step === "major") return true;
    return number.major === major && (step === "minor" || number.minor === minor);
  });
  const last = sameLine.sort(compareVersions).at(-1);
  return formatVersion(nextVersion(last ?? previous, step));
}
