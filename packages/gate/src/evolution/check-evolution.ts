import { type AcceptedBreak, acceptedFileName } from "@concordat/contracts";
import { compareFindings, type Finding } from "@concordat/errors";
import type { JsonDocument } from "@concordat/json";
import { placeInText } from "../lint/place.ts";
import type { ChangeSummary } from "../reports/summary.ts";
import type { JudgedBreak } from "./acceptance/apply.ts";
import { staleAcceptances } from "./acceptance/stale.ts";
import { findingsOf } from "./findings.ts";
import { judgeChanges } from "./judge-changes.ts";
import type { JudgedChange } from "./judged-change.ts";
import type { EvolutionRule, PlainRemark } from "./rule.ts";
import { acceptedStale } from "./rules/accepted-stale.ts";
import { gateRules } from "./rules/index.ts";
import { summarise } from "./summary.ts";
import { createWorld, type WorldInput } from "./world.ts";

export type EvolutionInput = WorldInput & {
  readonly accepted?: readonly AcceptedBreak[];
  /** The text of `concordat.accepted.json`, so that a stale entry has a line. */
  readonly acceptedSource?: JsonDocument;
  /** The day it is, in UTC, as `2027-01-31`: acceptances end. */
  readonly today: string;
};

export type EvolutionResult = {
  /** Accepted ones among them, marked. Sorted by file and place. */
  readonly findings: readonly Finding[];
  /** Each single promise that is not kept, which is what can be accepted. */
  readonly breaks: readonly JudgedBreak[];
  readonly changes: readonly JudgedChange[];
  readonly summary: ChangeSummary;
};

/**
 * Holds a catalogue against a base: what changed, whether it keeps what was promised, and whether its numbers are true.
 * Nothing is thrown over what stands in a contract, and the same input gives the same result.
 */
export function checkEvolution({
  accepted = [],
  acceptedSource,
  today,
  ...input
}: EvolutionInput): EvolutionResult {
  const world = createWorld(input);
  const { changes, breaks } = judgeChanges(world, accepted, today);
  const ofNumbers = gateRules.flatMap((rule) =>
    rule.about === "numbers"
      ? changes.flatMap((change) =>
          [...rule.check(change, world)].map((remark) => plainFinding(rule, remark)),
        )
      : [],
  );
  const judged = new Map(changes.map(({ change: { side } }) => [side.version.id, side]));
  const ofAcceptances = staleAcceptances({ accepted, breaks, judged, ...world }).map(({ index, why }) =>
    plainFinding(acceptedStale, {
      message: `${accepted[index]?.rule} of ${accepted[index]?.contract} is accepted, and ${why}`,
      place: placeOfEntry(index, acceptedSource),
    }),
  );
  return {
    findings: [...findingsOf(breaks, world), ...ofNumbers, ...ofAcceptances].sort(compareFindings),
    breaks,
    changes,
    summary: summarise(changes, breaks, world),
  };
}

function plainFinding(rule: EvolutionRule, remark: PlainRemark): Finding {
  const { message, place, hint = rule.remedy, severity = rule.severity } = remark;
  return { rule: rule.id, code: rule.id, severity, message, hint, at: place };
}

function placeOfEntry(index: number, source: JsonDocument | undefined): Finding["at"] {
  const pointer = `/accepted/${index}`;
  if (source === undefined) return { file: acceptedFileName, pointer };
  return { ...placeInText(acceptedFileName, source, `${pointer}/rule`), pointer };
}
