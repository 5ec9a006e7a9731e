import { formatCursor, type ListName, parseCursor } from "./cursor.ts";
import { integer, meaning, nonEmpty } from "./readers.ts";

/** What every list takes, beside its filters. */
export const pageQuery = {
  limit: meaning("How many items a page has at most.", integer({ least: 1, most: 1000 })),
  cursor: meaning("The `next` of the page before.", nonEmpty),
};

export type PageQuery = { readonly limit?: number | undefined; readonly cursor?: string | undefined };

export type Page<Item> = {
  readonly items: readonly Item[];
  /** Absent on the last page. */
  readonly next?: string;
};

/**
 * One page of a list that is sorted by `keyOf`. A page begins after a key, not at a place, so that what is added or
 * removed meanwhile neither repeats nor hides anything else.
 */
export function pageOf<Item>(
  sorted: readonly Item[],
  keyOf: (item: Item) => string | number,
  list: ListName,
  { limit = 1000, cursor }: PageQuery,
): Page<Item> {
  const start = cursor === undefined ? 0 : firstAfter(sorted, keyOf, parseCursor(list, cursor));
  const items = sorted.slice(start, start + limit);
  const last = items.at(-1);
  const more = start + limit < sorted.length && last !== undefined;
  return { items, ...(more && { next: formatCursor(list, keyOf(last)) }) };
}

function firstAfter<Item>(
  sorted: readonly Item[],
  keyOf: (item: Item) => string | number,
  key: string | number,
): number {
  let low = 0;
  for (let high = sorted.length; low < high; ) {
    const middle = (low + high) >>> 1;
    if (keyOf(sorted[middle] as Item) <= key) low = middle + 1;
    else high = middle;
  }
  return low;
}
