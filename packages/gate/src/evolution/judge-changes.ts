import type { AcceptedBreak, VersionStep } from "@concordat/contracts";
import { applyAccepted, type JudgedBreak } from "./acceptance/apply.ts";
import type { Break } from "./break.ts";
import { breaksOf, undecidedRule } from "./breaks-of.ts";
import type { ChangedVersion } from "./changes.ts";
import { type Comparison, compare, directionsOf } from "./compare.ts";
import type { JudgedChange } from "./judged-change.ts";
import { heldAgainst, numberOf } from "./promises.ts";
import { type ChangeRelation, relationOf } from "./relation.ts";
import { gateRules } from "./rules/index.ts";
import type { Side } from "./side.ts";
import { claimedStep, derivedNumber, stepOf } from "./step.ts";
import type { EvolutionWorld } from "./world.ts";

export type JudgedChanges = {
  /** In the catalogue's order. */
  readonly changes: readonly JudgedChange[];
  /** Of all changes, and of what is gone. */
  readonly breaks: readonly JudgedBreak[];
};

/** Asks the engine and the rules about promises, sees what of it was accepted, and derives the numbers. */
export function judgeChanges(
  world: EvolutionWorld,
  accepted: readonly AcceptedBreak[],
  today: string,
): JudgedChanges {
  const compared = world.changes.changed.map((change) => ({
    change,
    comparisons: compareAll(change, world),
  }));
  const fromEngine = compared.flatMap(({ change, comparisons }) =>
    comparisons.flatMap((comparison) => breaksOf(comparison, settingsOf(change, world))),
  );
  const breaks = applyAccepted([...fromEngine, ...fromRules(world)], accepted, {
    today,
    isFrozen: world.isFrozen,
  });
  const byVersion = Map.groupBy(breaks, ({ after }) => after?.version.id);
  return {
    breaks,
    changes: compared.map(({ change, comparisons }) =>
      judge(change, comparisons, byVersion.get(change.side.version.id) ?? [], world),
    ),
  };
}

function compareAll(change: ChangedVersion, world: EvolutionWorld): readonly Comparison[] {
  const settings = settingsOf(change, world);
  return heldAgainst(world.promises(change), settings.policy).flatMap((before) =>
    directionsOf(settings.policy).map((direction) => compare(before, change.side, direction, settings)),
  );
}

function fromRules(world: EvolutionWorld): readonly Break[] {
  return gateRules.flatMap((rule) => {
    if (rule.about !== "promises") return [];
    const { id, severity, remedy } = rule;
    return [...rule.check(world)].map((remark) => ({
      hint: remedy,
      ...remark,
      rule: id,
      code: id,
      severity,
    }));
  });
}

function judge(
  change: ChangedVersion,
  comparisons: readonly Comparison[],
  breaks: readonly JudgedBreak[],
  world: EvolutionWorld,
): JudgedChange {
  const promises = world.promises(change);
  const previous = promises.previous ?? promises.lastMajor.at(-1);
  const relation = previous && relationOf(previous, change.side);
  const step =
    promises.previous !== undefined
      ? stepWithinMajor(promises.previous, change.side, breaks, relation ?? "undecided")
      : stepToNewMajor(change, world, relation);
  const claimed = previous && claimedStep(numberOf(previous.version), numberOf(change.side.version));
  return {
    change,
    settings: settingsOf(change, world),
    promises,
    comparisons,
    breaks,
    ...(relation !== undefined && { relation }),
    ...(claimed !== undefined && { claimed }),
    ...(step !== undefined &&
      previous !== undefined && {
        step,
        derived: derivedNumber(numberOf(previous.version), step, takenBy(change, world)),
      }),
  };
}

/** Numbers of the contract that others know: of what was promised, and of what was frozen since. */
function takenBy({ side: { version } }: ChangedVersion, { baseline, catalogue, isFrozen }: EvolutionWorld) {
  const promised = (baseline.catalogue.contract(version.contract)?.versions ?? []).filter(
    baseline.isPromised,
  );
  const frozen = (catalogue.contract(version.contract)?.versions ?? []).filter(isFrozen);
  return [...promised, ...frozen].filter(({ id }) => id !== version.id).map(numberOf);
}

/** Not known while something is undecided that nobody accepted; what was accepted does not weigh. */
function stepWithinMajor(
  previous: Side,
  side: Side,
  breaks: readonly JudgedBreak[],
  relation: ChangeRelation,
): VersionStep | undefined {
  const open = breaks.filter(({ accepted }) => accepted === undefined);
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
  relation: ChangeRelation | undefined,
): VersionStep | undefined {
  const { lastMajor } = world.promises(change);
  const previous = lastMajor.at(-1);
  if (previous === undefined) return undefined;
  const settings = settingsOf(change, world);
  const { version } = change.side;
  const hasMoved = previous.version.type !== version.type || previous.version.key !== version.key;
  const held = heldAgainst({ sameMajor: lastMajor, previous, lastMajor: [] }, settings.policy);
  const keepsAll = () =>
    held.every((before) =>
      directionsOf(settings.policy).every(
        (direction) => compare(before, change.side, direction, settings).verdict.status === "compatible",
      ),
    );
  if (hasMoved || settings.policy === "NONE" || !keepsAll()) return "major";
  return stepOf(previous, change.side, relation ?? "undecided");
}

function settingsOf({ side }: ChangedVersion, world: EvolutionWorld) {
  return world.settings(side.version.contract);
}
