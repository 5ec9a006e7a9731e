import type { Change } from "../core/change.ts";
import { storeErrors } from "./errors.ts";
import type { LoggedChange } from "./logged-change.ts";
import type { Batch } from "./store.ts";

/** Refuses a batch that would leave a gap in the log or write over it. Only a fault of the registry itself makes one. */
export function checkSequences({ changes }: Batch, last: number): void {
  for (const [index, { sequence }] of changes.entries()) {
    const expected = last + 1 + index;
    if (sequence !== expected) throw storeErrors.STORE_OUT_OF_SEQUENCE({ expected, found: sequence });
  }
}

/** What may really go: a content that comes with the same batch is needed again. */
export function forgottenOf({ contents, forgotten }: Batch): readonly string[] {
  if (forgotten.length === 0) return forgotten;
  const needed = new Set(contents.map(({ digest }) => digest));
  return forgotten.filter((digest) => !needed.has(digest));
}

/** The contents that changes speak of. */
export function digestsIn(changes: readonly LoggedChange[]): readonly string[] {
  return [...new Set(changes.flatMap(({ change }) => contentIn(change) ?? []))];
}

function contentIn(change: Change): string | undefined {
  return "content" in change ? change.content : undefined;
}

/**
 * What the caller has not seen, out of what stands from the entry on that it saw last. Where that one is missing,
 * somebody put an older store in this one's place, and writing on would mix two histories.
 */
export function missedAfter(
  after: number,
  fromThere: readonly LoggedChange[],
  store: string,
): readonly LoggedChange[] {
  if (after === 0) return fromThere;
  if (fromThere[0]?.sequence !== after) throw storeErrors.STORE_REWOUND({ store, seen: after });
  return fromThere.slice(1);
}
