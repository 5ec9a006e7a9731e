import { directionsOf, type Version, type VersionStep } from "@concordat/contracts";
import type { JudgedBreak } from "./acceptance/apply.ts";
import { undecidedRule } from "./breaks-of.ts";
import type { ChangedVersion } from "./changes.ts";
import { compare } from "./compare.ts";
import { heldAgainst, numberOf } from "./promises.ts";
import type { ChangeRelation } from "./relation.ts";
import { versionUnfrozen } from "./rules/version-unfrozen.ts";
import type { Side } from "./side.ts";
import { stepOf } from "./step.ts";
import type { EvolutionWorld } from "./world.ts";

/** What a change amounts to; `undefined` where that is not known, or nothing was promised before. */
export function judgedStep(
  change: ChangedVersion,
  breaks: readonly JudgedBreak[],
  relation: ChangeRelation,
  world: EvolutionWorld,
): VersionStep | undefined {
  const { previous } = world.promises(change);
  return previous === undefined
    ? stepToNewMajor(change, world, relation)
    : stepWithinMajor(previous, change.side, breaks, relation);
}

/** Not known while something is undecided that nobody accepted; what was accepted does not weigh. */
function stepWithinMajor(
  previous: Side,
  side: Side,
  breaks: readonly JudgedBreak[],
  relation: ChangeRelation,
): VersionStep | undefined {
  const open = breaks.filter(({ accepted, rule }) => accepted === undefined && rule !== versionUnfrozen.id);
  if (open.some(({ rule }) => rule !== undecidedRule)) return "major";
  return open.length > 0 ? undefined : stepOf(previous, side, relation);
}

/**
 * A new major version claims that a promise could not be kept. Where type and key are the same and every promise of the
 * last major version is kept, the claim is not true.
 */
function stepToNewMajor(
  change: ChangedVersion,
  world: EvolutionWorld,
  relation: ChangeRelation,
): VersionStep | undefined {
  const { lastMajor } = world.promises(change);
  const previous = lastMajor.at(-1);
  if (previous === undefined) return undefined;
  const { version } = change.side;
  const settings = world.settings(version.contract);
  const hasMoved = previous.version.type !== version.type || previous.version.key !== version.key;
  const held = heldAgainst({ sameMajor: lastMajor, previous, lastMajor: [] }, settings.policy);
  const keepsAll = () =>
    held.every((before) =>
      directionsOf(settings.policy).every(
        (direction) => compare(before, change.side, direction, settings).verdict.status === "compatible",
      ),
    );
  if (hasMoved || settings.policy === "NONE" || !keepsAll()) return "major";
  return stepOf(previous, change.side, relation);
}

/** Numbers of the contract that others know: of what was promised, and of what was frozen since. */
export function takenBy(
  { side: { version } }: ChangedVersion,
  { baseline, catalogue, isFrozen }: EvolutionWorld,
): readonly Version[] {
  const promised = (baseline.catalogue.contract(version.contract)?.versions ?? []).filter(
    baseline.isPromised,
  );
  const frozen = (catalogue.contract(version.contract)?.versions ?? []).filter(isFrozen);
  return [...promised, ...frozen].filter(({ id }) => id !== version.id).map(numberOf);
}
