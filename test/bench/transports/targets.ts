import type { Target } from "../compare.ts";
import { batchesOf, handling, single } from "./concordat.ts";

/** What a typed, validated send may cost more than the client's best way with `JSON.stringify`, and how much faster it is than the usual way. */
export function publishTargets(batches: readonly number[], stock: string, timesAsFast: number): Target[] {
  return [
    ...[single, ...batches.map(batchesOf)].map((of) => ({ kind: "cpu", of, most: 1.25 }) as const),
    { kind: "speed", of: single, against: stock, least: timesAsFast },
  ];
}

/** The same for an event that is judged and handled, against the client with `JSON.parse`. */
export const consumeTargets: readonly Target[] = [{ kind: "cpu", of: handling, most: 1.35 }];
