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
  /** The groups that read. */
  readonly groups: Readonly<Record<string, Readers>>;
  readonly load: Load;
  /** One after the other, with events in between. */
  readonly strikes: readonly Strike[];
  /** One publish may store an event more than once, because the transport sends again by itself. Default false. */
  readonly storesCopies?: boolean;
  /** Gives the rate time before and after each strike, so that how long it took to come back can be told. Default false. */
  readonly measuresRecovery?: boolean;
  /** How long nothing may move before it is said that nothing will. Default 60,000. */
  readonly patienceMs?: number;
  /** Default: another one each time. */
  readonly seed?: number;
};

export type Readers = {
  /** Each with a connection of its own. Default 1. */
  readonly members?: number;
  /** Default 64. */
  readonly maxInFlight?: number;
  /** What there is to do for a message. Default: nothing. */
  readonly work?: () => Promise<void>;
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

export type StrikeFigures = {
  readonly name: string;
  /** What shows that it happened. */
  readonly proof: string;
  readonly lastedMs: number;
  /** From its begin to the begin of the next one: what it does can come to light late. */
  readonly counts: Mark;
  /** Until publishing and every group were at their rate of before again; `undefined` where that was not measured, or not seen. */
  readonly backAfterMs: number | undefined;
};

/** A strike that is over. */
export type Struck = {
  readonly name: string;
  readonly proof: string;
  readonly began: Mark;
  readonly overAt: number;
};
