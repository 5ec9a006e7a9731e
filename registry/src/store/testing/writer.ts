import type { Change } from "../../core/change.ts";
import type { Content } from "../../core/content.ts";
import type { LoggedChange } from "../logged-change.ts";
import type { Store } from "../store.ts";
import { batchOf, entriesAfter } from "./sample-changes.ts";

/** Writes as a registry does: it knows what it has read, and goes on from there. */
export type Writer = {
  /** Resolves to what was written. */
  write(
    changes: readonly Change[],
    contents?: readonly Content[],
    forgotten?: readonly string[],
  ): Promise<readonly LoggedChange[]>;
  /** All changes that it has seen or made so far. */
  seen(): readonly LoggedChange[];
};

export function createWriter(store: Store): Writer {
  const seen: LoggedChange[] = [];
  return {
    async write(changes, contents, forgotten) {
      let written: readonly LoggedChange[] = [];
      await store.append(seen.length, (missed) => {
        seen.push(...missed);
        written = entriesAfter(seen.at(-1), changes);
        return batchOf(written, contents, forgotten);
      });
      // Nobody else of this process writes between what was decided and here.
      seen.push(...written);
      return written;
    },
    seen: () => seen,
  };
}
