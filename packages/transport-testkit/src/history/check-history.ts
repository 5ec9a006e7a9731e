import type { HistoryRecord } from "./history.ts";
import { indexHistory } from "./history-index.ts";
import type { Expectations, Law, Problem } from "./law.ts";
import { accounting } from "./laws/accounting.ts";
import { attempts } from "./laws/attempts.ts";
import { effects } from "./laws/effects.ts";
import { indeterminate } from "./laws/indeterminate.ts";
import { noLoss } from "./laws/no-loss.ts";
import { nothingInvented } from "./laws/nothing-invented.ts";
import { once } from "./laws/once.ts";
import { order } from "./laws/order.ts";

export const laws: readonly Law[] = [
  noLoss,
  indeterminate,
  effects,
  order,
  nothingInvented,
  accounting,
  once,
  attempts,
];

/** Holds a history to every law, and returns what breaks one, with the events named. */
export function checkHistory(records: readonly HistoryRecord[], expected: Expectations): Problem[] {
  const index = indexHistory(records);
  return laws.flatMap((law) => [...law.check(index, expected)].map((message) => ({ law: law.id, message })));
}

export type Account = {
  readonly published: number;
  readonly stored: number;
  readonly refused: number;
  readonly unknown: number;
};

/** What became of what was published, for a report: how many were indeterminate is a fact worth telling. */
export function accountOf(records: readonly HistoryRecord[]): Account {
  const messages = [...indexHistory(records).published.values()];
  const count = (status: string) => messages.filter((message) => message.status === status).length;
  return {
    published: messages.length,
    stored: count("stored"),
    refused: count("refused"),
    unknown: count("unknown"),
  };
}
