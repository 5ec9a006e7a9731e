import { checkHistory } from "@concordat/transport-testkit";
import type { Act } from "./act.ts";
import type { Seen } from "./consume.ts";
import { backAfterMs } from "./recovery.ts";
import { checkCopies, checkRefused } from "./refused.ts";
import type { ScenarioResult, StrikeFigures } from "./scenario.ts";
import { difference } from "./tally.ts";

/** What came of a scenario that has been played: its figures, and the laws that were broken. */
export function figuresOf(act: Act & { readonly ordered: boolean }): Omit<ScenarioResult, "seed"> {
  const { history, tally, seen } = act;
  const groups = [...seen.values()];
  return {
    events: new Set(idsOf(act, "publish")).size,
    answers: { stored: tally.stored, refused: tally.refused, unknown: tally.unknown },
    recognised: tally.recognised,
    handled: sum(groups.map(({ handled }) => handled.size)),
    redelivered: tally.redelivered,
    duplicates: sum(groups.map(({ duplicates }) => duplicates)),
    lost: lostOf(act, groups),
    longestPublishMs: Math.round(tally.calls.reduce((most, { tookMs }) => Math.max(most, tookMs), 0)),
    strikes: strikesOf(act),
    problems: [
      ...act.problems,
      ...checkHistory(history.records, { groups: readersOf(act), ordered: act.ordered }),
      ...checkRefused(history.records),
      ...[...seen].flatMap(([group, each]) =>
        act.scenario.storesCopies ? [] : checkCopies(history.records, group, each),
      ),
    ],
  };
}

function readersOf({ scenario, seen }: Act): Record<string, readonly string[]> {
  return Object.fromEntries([...seen.keys()].map((group) => [group, [scenario.address]]));
}

function lostOf(act: Act, groups: readonly Seen[]): number {
  const stored = new Set(
    act.history.records.flatMap((record) =>
      record.did === "answer" && record.status === "stored" ? [record.id] : [],
    ),
  );
  return sum(groups.map(({ handled }) => [...stored].filter((id) => !handled.has(id)).length));
}

function idsOf({ history }: Act, did: "publish"): string[] {
  return history.records.flatMap((record) => (record.did === did ? [record.id] : []));
}

function strikesOf(act: Act): StrikeFigures[] {
  const { struck, tally } = act;
  return struck.map(({ name, proof, began, overAt }, index) => ({
    name,
    proof,
    lastedMs: Math.round(overAt - began.at),
    counts: difference(began, struck[index + 1]?.began ?? tally.mark()),
    backAfterMs: act.scenario.measuresRecovery ? backAfterMs(act, index) : undefined,
  }));
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0);
}
