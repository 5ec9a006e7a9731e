import { requestMessages } from "../driver/driver.ts";

/** As many as one request takes, in each. */
export function batchesOf<Item>(items: readonly Item[]): Item[][] {
  const batches: Item[][] = [];
  for (let from = 0; from < items.length; from += requestMessages)
    batches.push(items.slice(from, from + requestMessages));
  return batches;
}
