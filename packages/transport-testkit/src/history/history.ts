import { appendFileSync } from "node:fs";
import type { Fingerprint } from "./fingerprint.ts";

/**
 * One thing that happened, as the test saw it. Events are called by their `id`, which is unique in a history.
 *
 * - `publish`: about to be handed to the transport, so that it stands here whatever becomes of it.
 * - `answer`: what the transport said became of it.
 * - `deliver`, `handle`, `fail`: handed to a member; the member was done with it, or was not.
 * - `effect`: something was done for it that must be done once.
 * - `bury`: it became a dead letter of that group.
 */
export type HistoryRecord =
  | ({ readonly did: "publish"; readonly id: string } & Place & { readonly print: Fingerprint })
  | { readonly did: "answer"; readonly id: string; readonly status: "stored" | "refused" | "unknown" }
  | ({ readonly did: "deliver"; readonly id: string } & Place &
      Reader & { readonly attempt: number; readonly print: Fingerprint })
  | ({ readonly did: "handle" | "fail" | "effect" | "bury"; readonly id: string } & Reader);

type Place = { readonly address: string; readonly key: string | undefined };
export type Reader = { readonly group: string; readonly member: string };

/** What happened, in order. Written by the test, never by what is tested, and never changed. */
export type History = {
  readonly records: readonly HistoryRecord[];
  add(record: HistoryRecord): void;
};

/** With a file, each record is a line there, at once: what a process did before it was killed can be read afterwards. */
export function createHistory(options: { readonly file?: string } = {}): History {
  const records: HistoryRecord[] = [];
  return {
    records,
    add(record) {
      records.push(Object.freeze(record));
      if (options.file !== undefined) appendFileSync(options.file, `${JSON.stringify(record)}\n`);
    },
  };
}
