import type { DatabaseSync } from "node:sqlite";
import type { Content } from "../../core/content.ts";
import type { LoggedChange } from "../logged-change.ts";
import {
  type ChangeRow,
  type ContentRow,
  changeFromRow,
  changeToRow,
  contentFromRow,
  contentToRow,
} from "../rows.ts";

/** Lists that are handed on end at about this many characters, whatever their entries weigh. */
const bearable = 4_000_000;

/** All SQL that runs more than once, prepared. */
export type Statements = ReturnType<typeof prepareStatements>;

export function prepareStatements(database: DatabaseSync) {
  const selectChanges = database.prepare(
    "SELECT sequence, at, origin, change, hash FROM log WHERE sequence >= ? ORDER BY sequence",
  );
  const selectContents = database.prepare(
    "SELECT place, digest, likeness, text, about FROM contents WHERE place > ? ORDER BY place",
  );
  const selectContent = database.prepare(
    "SELECT digest, likeness, text, about FROM contents WHERE digest = ?",
  );
  const selectLast = database.prepare("SELECT coalesce(max(sequence), 0) AS last FROM log");
  const insertChange = database.prepare(
    "INSERT INTO log (sequence, at, origin, change, hash) VALUES (?, ?, ?, ?, ?)",
  );
  const insertContent = database.prepare(
    "INSERT INTO contents (digest, likeness, text, about) VALUES (?, ?, ?, ?) ON CONFLICT (digest) DO NOTHING",
  );
  const deleteContent = database.prepare("DELETE FROM contents WHERE digest = ?");
  const dataVersion = database.prepare("PRAGMA data_version");

  return {
    changesFrom: (sequence: number): readonly LoggedChange[] =>
      (selectChanges.all(sequence) as ChangeRow[]).map(changeFromRow),
    /** As many as are bearable; the rest is asked for from where these end. */
    someChangesFrom(sequence: number): readonly LoggedChange[] {
      const some: LoggedChange[] = [];
      let weight = 0;
      for (const row of selectChanges.iterate(sequence) as Iterable<ChangeRow>) {
        some.push(changeFromRow(row));
        weight += row.change.length + row.origin.length;
        if (weight > bearable) break;
      }
      return some;
    },
    someContentsAfter(place: number): { readonly contents: readonly Content[]; readonly place: number } {
      const contents: Content[] = [];
      let weight = 0;
      let last = place;
      for (const row of selectContents.iterate(place) as Iterable<ContentRow & { readonly place: number }>) {
        contents.push(contentFromRow(row));
        last = row.place;
        weight += row.text.length;
        if (weight > bearable) break;
      }
      return { contents, place: last };
    },
    contents: (digests: readonly string[]): ReadonlyMap<string, Content> =>
      new Map(
        digests.flatMap((digest) => {
          const row = selectContent.get(digest) as ContentRow | undefined;
          return row ? [[digest, contentFromRow(row)] as const] : [];
        }),
      ),
    last: () => Number(selectLast.get()?.last),
    addChange(entry: LoggedChange): void {
      const { sequence, at, origin, change, hash } = changeToRow(entry);
      insertChange.run(sequence, at, origin, change, hash);
    },
    addContent(content: Content): void {
      const { digest, likeness, text, about } = contentToRow(content);
      insertContent.run(digest, likeness, text, about);
    },
    removeContent: (digest: string): void => void deleteContent.run(digest),
    /** Another number once another connection has written. */
    dataVersion: () => Number(dataVersion.get()?.data_version),
  };
}
