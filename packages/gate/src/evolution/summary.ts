import type { Change, ChangeStatus, ChangeSummary } from "../reports/summary.ts";
import type { JudgedBreak } from "./acceptance/apply.ts";
import { undecidedRule } from "./breaks-of.ts";
import type { JudgedChange } from "./judged-change.ts";
import type { EvolutionWorld } from "./world.ts";

export function summarise(
  changes: readonly JudgedChange[],
  breaks: readonly JudgedBreak[],
  world: EvolutionWorld,
): ChangeSummary {
  const rows = [
    ...changes.map(rowOf),
    ...world.changes.removed.map(
      ({ version }): Change => ({
        contract: version.contract,
        from: version.version,
        status: isAccepted(breaksAbout(version.id, breaks)) ? "accepted" : "breaking",
      }),
    ),
    ...elsewhere(changes, breaks, world),
  ];
  const count = (status: ChangeStatus) => rows.filter((row) => row.status === status).length;
  return {
    against: world.baseline.name,
    changes: rows,
    counts: {
      breaking: count("breaking"),
      undecided: count("undecided"),
      accepted: count("accepted"),
      compatible: count("compatible"),
      unchecked: count("unchecked"),
      new: count("new"),
      unchanged: world.changes.unchanged.length,
    },
  };
}

/** What broke without a change of content: a channel that moved, a version that left the lock. */
function elsewhere(
  changes: readonly JudgedChange[],
  breaks: readonly JudgedBreak[],
  { changes: { removed } }: EvolutionWorld,
): readonly Change[] {
  const told = new Set([
    ...changes.map(({ change }) => change.side.version.id),
    ...removed.map(({ version }) => version.id),
  ]);
  const others = breaks.filter(({ before, after }) => !told.has((after ?? before).version.id));
  return [
    ...Map.groupBy(others, ({ before, after }) => `${before.version.id} ${after?.version.id}`).values(),
  ].map((group): Change => {
    const [{ contract, before, after } = group[0] as JudgedBreak] = group;
    return {
      contract,
      from: before.version.version,
      ...(after && { to: after.version.version }),
      status: statusOf(group),
    };
  });
}

function breaksAbout(id: string, breaks: readonly JudgedBreak[]): readonly JudgedBreak[] {
  return breaks.filter(({ before, after }) => after === undefined && before.version.id === id);
}

function isAccepted(breaks: readonly JudgedBreak[]): boolean {
  return breaks.length > 0 && breaks.every(({ accepted }) => accepted !== undefined);
}

function rowOf(judged: JudgedChange): Change {
  const { change, promises, relation, derived, breaks, comparisons, settings } = judged;
  const previous = promises.previous ?? promises.lastMajor.at(-1);
  const isFirst = promises.sameMajor.length === 0;
  const found = statusOf(breaks);
  const isOpen = comparisons.some(({ verdict }) => verdict.status === "undecided");
  const status = ((): ChangeStatus => {
    if (found !== "compatible") return found;
    if (isFirst) return "new";
    if (settings.policy === "NONE") return "unchecked";
    return isOpen ? "undecided" : "compatible";
  })();
  return {
    contract: change.side.version.contract,
    ...(previous && { from: previous.version.version }),
    to: change.side.version.version,
    ...(relation && { relation }),
    ...(derived !== undefined && { derived }),
    status,
    policy: settings.policy,
    writer: settings.writer,
    heldAgainst: [...new Set(comparisons.map(({ before }) => before.version.version))],
  };
}

/** The worst of them. */
function statusOf(breaks: readonly JudgedBreak[]): "breaking" | "undecided" | "accepted" | "compatible" {
  const open = breaks.filter(({ accepted }) => accepted === undefined);
  if (open.some(({ rule }) => rule !== undecidedRule)) return "breaking";
  if (open.length > 0) return "undecided";
  return breaks.length > 0 ? "accepted" : "compatible";
}
