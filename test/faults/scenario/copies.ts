import type { HistoryRecord, Problem } from "@concordat/transport-testkit";
import type { Seen } from "./consume.ts";

/**
 * `refused` means certainly not stored: an event cannot stand at more places than publishes of it were said to be stored or unknown.
 * The laws of the testkit cannot see this one, since an event that is stored in the end was refused before for nothing.
 */
export function checkCopies(records: readonly HistoryRecord[], group: string, seen: Seen): Problem[] {
  const possible = new Map<string, number>();
  for (const record of records)
    if (record.did === "answer" && record.status !== "refused")
      possible.set(record.id, (possible.get(record.id) ?? 0) + 1);
  const problems: Problem[] = [];
  for (const [id, positions] of seen.positions) {
    const most = possible.get(id) ?? 0;
    if (positions.size > most)
      problems.push({
        law: "copies",
        message: `${id} stands at ${positions.size} places for the group ${group}, and ${most} publishes of it may have been stored: ${[...positions].join(", ")}`,
      });
  }
  return problems;
}
