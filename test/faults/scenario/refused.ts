import type { HistoryRecord, Problem } from "@concordat/transport-testkit";
import type { Seen } from "./consume.ts";

/**
 * `refused` means certainly not stored. The laws of the testkit look at what became of an event in the end, and here each is stored in the end; so
 * this one looks at the moment: what has been delivered was stored by a publish that is under way, or that was said to be stored or unknown.
 */
export function checkRefused(records: readonly HistoryRecord[]): Problem[] {
  const events = new Map<string, Standing>();
  const problems: Problem[] = [];
  for (const record of records) {
    const event = events.get(record.id) ?? { underWay: 0, mayBeStored: 0 };
    events.set(record.id, event);
    if (record.did === "publish") event.underWay += 1;
    if (record.did === "answer") event.underWay -= 1;
    if (record.did === "answer" && record.status !== "refused") event.mayBeStored += 1;
    if (record.did === "deliver") event.deliveredTo ??= record.group;
    const isNowhere = event.underWay + event.mayBeStored === 0;
    if ((record.did === "answer" || record.did === "deliver") && isNowhere && event.deliveredTo !== undefined)
      problems.push({
        law: "refused",
        message: `${record.id} was delivered to the group ${event.deliveredTo}, and every publish of it that had been sent was refused`,
      });
  }
  return problems;
}

type Standing = { underWay: number; mayBeStored: number; deliveredTo?: string };

/**
 * The same by counting, where a publish stores one copy at most: an event cannot stand at more places than publishes of it were said to be
 * stored or unknown.
 */
export function checkCopies(records: readonly HistoryRecord[], group: string, seen: Seen): Problem[] {
  const answers = new Map<string, string[]>();
  for (const record of records)
    if (record.did === "answer") answers.set(record.id, [...(answers.get(record.id) ?? []), record.status]);
  const problems: Problem[] = [];
  for (const [id, positions] of seen.positions) {
    const said = answers.get(id) ?? [];
    const most = said.filter((status) => status !== "refused").length;
    if (positions.size > most)
      problems.push({
        law: "copies",
        message: `${id} stands at ${positions.size} places for the group ${group} (${[...positions].join(", ")}), and ${most} publishes of it may have been stored: ${said.join(", ")}`,
      });
  }
  return problems;
}
