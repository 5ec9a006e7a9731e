import type { DeadLetter } from "../dead-letter-entry.ts";

/** A dead letter, as a test needs it. */
export function entryOf(id: string, changes: Partial<DeadLetter> = {}): DeadLetter {
  return {
    id,
    reason: "max_retries_exceeded",
    error: { type: "Error", message: "away" },
    event: { id: `e-${id}`, source: "/orders", type: "order.placed" },
    address: "orders",
    key: "1001",
    group: "billing",
    position: "7",
    headers: {},
    raw: { headers: { "content-type": "application/json" }, body: new TextEncoder().encode(id) },
    attempts: 3,
    firstFailedAt: 1_000,
    deadLetteredAt: 2_000,
    reprocessCount: 0,
    status: "pending",
    ...changes,
  };
}
