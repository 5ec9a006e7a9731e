import type { Transport } from "@concordat/runtime";
import type { Problem } from "@concordat/transport-testkit";
import type { Load } from "./load.ts";
import type { Strike } from "./strike.ts";
import type { Mark } from "./tally.ts";

export type Scenario = {
  /** A connection of its own each time, as services have. Closed by the scenario. */
  readonly open: () => Promise<Transport>;
  /** Prepared, and nobody else's. */
  readonly address: string;
  /** The groups that read, and how many members each has. */
  readonly groups: Readonly<Record<string, number>>;
  readonly load: Load;
  /** One after the other, with events in between. */
  readonly strikes: readonly Strike[];
  /** How long nothing may move before it is said that nothing will. Default 60,000. */
  readonly patienceMs?: number;
  /** Default: another one each time. */
  readonly seed?: number;
};

export type ScenarioResult = {
  readonly seed: number;
  /** Events, each counted once. */
  readonly events: number;
  /** Answers to publishes; an event that was sent again has more than one. */
  readonly answers: { readonly stored: number; readonly refused: number; readonly unknown: number };
  /** Of those that are stored: by an earlier attempt that had no answer, as the transport found out. */
  readonly recognised: number;
  /** By all groups together, each event counted once a group. */
  readonly handled: number;
  readonly redelivered: number;
  /** Handlings beyond the first of a group: what at-least-once costs. */
  readonly duplicates: number;
  /** Stored, and never handled by a group. */
  readonly lost: number;
  readonly longestPublishMs: number;
  readonly strikes: readonly StrikeFigures[];
  /** Laws that were broken, and whatever kept the scenario from its end. */
  readonly problems: readonly Problem[];
};

export type StrikeFigures = StruckOnce & {
  /** Until publishing and every group were at their rate of before again; `undefined` where that was not seen. */
  readonly backAfterMs: number | undefined;
};

export type StruckOnce = {
  readonly name: string;
  /** What shows that it happened. */
  readonly proof: string;
  readonly lastedMs: number;
  readonly during: Mark;
};
