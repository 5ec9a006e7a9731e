import type { Problem } from "@concordat/transport-testkit";
import type { Load } from "../scenario/load.ts";
import type { ScenarioResult } from "../scenario/scenario.ts";
import type { Arena } from "../targets/arena.ts";
import type { Target } from "../targets/target.ts";

/** One kind of fault, and what must hold on every transport that meets it. */
export type FaultCase = {
  /** As in the catalogue of faults: `F1`. */
  readonly id: string;
  /** What holds, as the title of a test. */
  readonly sentence: string;
  run(arena: Arena, counts: Counts): Promise<CaseResult>;
};

/** `full` sends as much as the catalogue says, and has faults last as long; `short` enough to see. */
export type Counts = "short" | "full";

export type CaseResult = { readonly rows: readonly Row[]; readonly problems: readonly Problem[] };

/** A line of the table: a whole case, or one of the faults in it. */
export type Row = {
  readonly what: string;
  readonly events: number;
  readonly stored: number;
  readonly unknown: number;
  readonly refused: number;
  readonly recognised: number;
  readonly handled: number | undefined;
  readonly redelivered: number;
  readonly duplicates: number | undefined;
  readonly lost: number | undefined;
  readonly backAfterMs: number | undefined;
  /** What shows that it happened; of a whole case, the longest publish. */
  readonly remark: string;
};

/** The case as a whole, then each fault in it where there are several. */
export function resultOf(what: string, result: ScenarioResult): CaseResult {
  const { answers, strikes, problems, ...figures } = result;
  const total: Row = {
    what,
    ...figures,
    ...answers,
    backAfterMs: slowestOf(strikes),
    remark: [
      ...(strikes.length === 1 ? strikes.map(({ proof }) => proof) : []),
      `longest publish ${figures.longestPublishMs} ms`,
    ].join("; "),
  };
  const parts = strikes.map(
    ({ name, proof, counts, backAfterMs }): Row => ({
      what: name,
      ...counts,
      events: counts.stored,
      handled: undefined,
      duplicates: undefined,
      lost: undefined,
      backAfterMs,
      remark: proof,
    }),
  );
  return { rows: strikes.length > 1 ? [total, ...parts] : [total], problems };
}

/** `undefined` where one of them did not come back, or none struck. */
function slowestOf(strikes: ScenarioResult["strikes"]): number | undefined {
  const times = strikes.flatMap(({ backAfterMs }) => backAfterMs ?? []);
  return times.length < strikes.length || times.length === 0 ? undefined : Math.max(...times);
}

/** Publishers enough that some are always under way. */
export function loadOf({ eventsPerSecond }: Target, events: number): Load {
  return { events, eventsPerSecond, publishers: 16, keysPerPublisher: 4 };
}

/** At full counts what all transports have by default, whatever the tests of one set for a broker that is slow. */
export function patienceOf(
  { publishTimeoutMs }: Target,
  counts: Counts,
): { readonly publishTimeoutMs: number } {
  return { publishTimeoutMs: counts === "full" ? 5_000 : publishTimeoutMs };
}

/** One group with two members, and one with one, so that what is shared and what is not is both seen. */
export const twoGroups = { billing: { members: 2 }, audit: {} } as const;
