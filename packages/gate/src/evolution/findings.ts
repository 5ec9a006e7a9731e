import type { Finding } from "@concordat/errors";
import type { JudgedBreak } from "./acceptance/apply.ts";
import { notesOf } from "./notes.ts";
import type { EvolutionWorld } from "./world.ts";

/**
 * Breaks as people read them. The same break against several promised versions is one finding, with the event of the
 * last of them.
 */
export function findingsOf(breaks: readonly JudgedBreak[], world: EvolutionWorld): readonly Finding[] {
  const grouped = Map.groupBy(breaks, groupOf);
  return [...grouped.values()].map((group) => findingOf(group, world));
}

function groupOf({ rule, direction, place, about, message, after, contract, accepted }: JudgedBreak): string {
  const mark = accepted && [accepted.entry.reason, accepted.entry.by, accepted.entry.until];
  const { file, pointer } = place;
  return JSON.stringify([rule, direction, file, pointer, about, message, contract, after?.version.id, mark]);
}

function findingOf(group: readonly JudgedBreak[], world: EvolutionWorld): Finding {
  const last = group.at(-1) as JudgedBreak;
  const {
    rule,
    code,
    severity,
    message,
    hint,
    place,
    contract,
    direction,
    witness,
    after,
    accepted,
    isComplete,
  } = last;
  const entry = accepted?.entry;
  return {
    rule,
    code,
    severity,
    message,
    hint,
    at: place,
    details: {
      contract,
      ...(direction && { direction }),
      before: group.map(({ before }) => before.version.version),
      ...(after && { after: after.version.version }),
      ...(witness !== undefined && { witness }),
      ...(isComplete !== undefined && { isComplete }),
    },
    notes: notesOf(group, world),
    ...(entry && {
      accepted: {
        reason: entry.reason,
        ...(entry.until !== undefined && { until: entry.until }),
        ...(entry.by !== undefined && { by: entry.by }),
      },
    }),
  };
}
