import { checkHistory } from "@concordat/transport-testkit";
import type { Act } from "./act.ts";
import type { Seen } from "./consume.ts";
import { checkCopies } from "./copies.ts";
import { recoveryMs } from "./recovery.ts";
import type { ScenarioResult, StrikeFigures } from "./scenario.ts";
import type { Tally } from "./tally.ts";

/** What came of a scenario that has been played: its figures, and the laws that were broken. */
export function figuresOf(
  act: Act & { readonly began: number; readonly ordered: boolean },
): Omit<ScenarioResult, "seed"> {
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
      ...[...seen].flatMap(([group, each]) => checkCopies(history.records, group, each)),
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

/** The rate before is that before the first one: what lies between two of them is too short, or a recovery. */
function strikesOf({ struck, tally, began }: Act & { readonly began: number }): StrikeFigures[] {
  const before = { from: began, to: beginOf(struck[0]) };
  return struck.map((strike, index) => {
    const next = beginOf(struck[index + 1]);
    return { ...strike, backAfterMs: backAfter(tally, before, { from: strike.during.at, to: next }) };
  });
}

function beginOf(strike: StrikeFigures | Act["struck"][number] | undefined): number {
  return strike === undefined ? Number.POSITIVE_INFINITY : strike.during.at - strike.lastedMs;
}

type Span = { readonly from: number; readonly to: number };

/** When the slowest was back: publishing, or one of the groups. */
function backAfter(tally: Tally, before: Span, after: Span): number | undefined {
  const rates = [tally.storedAt, ...tally.handledAt.values()].map((times) =>
    recoveryMs(times, before, after),
  );
  return rates.includes(undefined) ? undefined : Math.max(...rates.map((rate) => rate ?? 0));
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0);
}
