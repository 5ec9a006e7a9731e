import { type AcceptedBreak, directionsOf } from "@concordat/contracts";
import { applyAccepted, type JudgedBreak } from "./acceptance/apply.ts";
import { inheritAccepted } from "./acceptance/inherit.ts";
import type { Break } from "./break.ts";
import { breaksOf } from "./breaks-of.ts";
import type { ChangedVersion } from "./changes.ts";
import { type Comparison, compare } from "./compare.ts";
import type { JudgedChange } from "./judged-change.ts";
import { judgedStep, takenBy } from "./judged-step.ts";
import { heldAgainst, numberOf } from "./promises.ts";
import { relationOf } from "./relation.ts";
import { gateRules } from "./rules/index.ts";
import { claimedStep, derivedNumber } from "./step.ts";
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
  const limits = { today, isFrozen: world.isFrozen };
  const breaks = inheritAccepted(applyAccepted([...fromEngine, ...fromRules(world)], accepted, limits), {
    accepted,
    limits,
    world,
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
  const step = relation && judgedStep(change, breaks, relation, world);
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

function settingsOf({ side }: ChangedVersion, world: EvolutionWorld) {
  return world.settings(side.version.contract);
}
