import { chainHash, chainStart } from "../../core/chain.ts";
import type { Change } from "../../core/change.ts";
import { type Content, contentOf } from "../../core/content.ts";
import type { LoggedChange, Origin } from "../logged-change.ts";
import type { Batch } from "../store.ts";

/** The chain's next entries. `last` is the entry before them; absent where they are the first. */
export function entriesAfter(
  last: Pick<LoggedChange, "sequence" | "hash"> | undefined,
  changes: readonly Change[],
  origin: Origin = { actor: "test" },
): readonly LoggedChange[] {
  const entries: LoggedChange[] = [];
  let previous = last ?? { sequence: 0, hash: chainStart };
  for (const change of changes) {
    const said = { sequence: previous.sequence + 1, at: "2026-11-27T00:00:00.000Z", origin, change };
    const entry = { ...said, hash: chainHash(previous.hash, said) };
    entries.push(entry);
    previous = entry;
  }
  return entries;
}

export function sampleLog(length: number): readonly LoggedChange[] {
  return entriesAfter(
    undefined,
    Array.from({ length }, (_, index) =>
      registered(index + 1, contentOf({ text: `${index}`, references: [] })),
    ),
  );
}

export function registered(
  version: number,
  { digest }: Pick<Content, "digest">,
  subject = "orders-value",
): Change {
  return { is: "registered", subject, version, id: version, content: digest };
}

export function batchOf(
  changes: readonly LoggedChange[],
  contents: readonly Content[] = [],
  forgotten: readonly string[] = [],
): Batch {
  return { changes, contents, forgotten };
}
