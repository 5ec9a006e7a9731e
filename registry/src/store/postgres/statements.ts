import type pg from "pg";
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

/** Lists that are handed on end at about this many bytes, or at this many entries. */
const bearable = { bytes: 4_000_000, entries: 5_000 };

/** `bigint` comes as text. */
type NumberedRow = Omit<ChangeRow, "sequence"> & { readonly sequence: string; readonly before: string };
type PlacedRow = ContentRow & { readonly place: string };

export async function layoutIn(client: pg.Client): Promise<number> {
  const { rows } = await client.query<{ readonly layout: number }>({
    name: "layout",
    text: "SELECT layout FROM registry_layout",
  });
  return rows[0]?.layout ?? 0;
}

export type SomeChanges = {
  readonly changes: readonly LoggedChange[];
  /** There may be others after them. */
  readonly more: boolean;
};

/** The limit also keeps the planner from reading the whole table, however little it knows about it. */
export async function someChangesFrom(client: pg.Client, sequence: number): Promise<SomeChanges> {
  const { rows } = await client.query<NumberedRow>({
    name: "some-changes",
    text: `SELECT sequence, at, origin, change, hash, before FROM (
        SELECT *, sum(octet_length(change)) OVER (ORDER BY sequence) - octet_length(change) AS before FROM (
          SELECT * FROM registry_log WHERE sequence >= $1 ORDER BY sequence LIMIT ${bearable.entries}
        ) AS next
      ) AS weighed WHERE before < ${bearable.bytes} ORDER BY sequence`,
    values: [sequence],
  });
  const last = rows.at(-1);
  const weight = last ? Number(last.before) + Buffer.byteLength(last.change) : 0;
  return {
    changes: rows.map(changeOf),
    more: rows.length === bearable.entries || weight >= bearable.bytes,
  };
}

/** Everything from a number on. `first` is what was already read from there. */
export async function theRest(client: pg.Client, first: SomeChanges): Promise<readonly LoggedChange[]> {
  const changes = [...first.changes];
  for (let some = first; some.more; ) {
    some = await someChangesFrom(client, (changes.at(-1)?.sequence ?? 0) + 1);
    changes.push(...some.changes);
  }
  return changes;
}

export async function someContentsAfter(
  client: pg.Client,
  place: string,
): Promise<{ readonly contents: readonly Content[]; readonly place: string }> {
  const { rows } = await client.query<PlacedRow>({
    name: "some-contents",
    text: `SELECT place, digest, likeness, text, about FROM (
        SELECT *, sum(octet_length(text)) OVER (ORDER BY place) - octet_length(text) AS before FROM (
          SELECT * FROM registry_contents WHERE place > $1 ORDER BY place LIMIT ${bearable.entries}
        ) AS next
      ) AS weighed WHERE before < ${bearable.bytes} ORDER BY place`,
    values: [place],
  });
  return { contents: rows.map(contentFromRow), place: rows.at(-1)?.place ?? place };
}

export async function contentsWith(
  client: pg.Client,
  digests: readonly string[],
): Promise<ReadonlyMap<string, Content>> {
  const found = new Map<string, Content>();
  for (let from = 0; from < digests.length; from += bearable.entries) {
    const { rows } = await client.query<ContentRow>({
      name: "contents-with",
      text: "SELECT digest, likeness, text, about FROM registry_contents WHERE digest = ANY($1::text[])",
      values: [digests.slice(from, from + bearable.entries)],
    });
    for (const row of rows) found.set(row.digest, contentFromRow(row));
  }
  return found;
}

/** What one statement adds and takes away. */
export type Piece = {
  readonly changes: readonly LoggedChange[];
  readonly contents: readonly Content[];
  readonly forgotten: readonly string[];
};

/** One statement for all three, since each of its own would be planned and run on its own. */
export function write(client: pg.Client, { changes, contents, forgotten }: Piece): Promise<unknown> {
  const added = contents.map(contentToRow);
  const logged = changes.map(changeToRow);
  return client.query({
    name: "write",
    text: `WITH gone AS (
        DELETE FROM registry_contents WHERE digest = ANY($1::text[])
      ), added AS (
        INSERT INTO registry_contents (digest, likeness, text, about)
        SELECT * FROM unnest($2::text[], $3::text[], $4::text[], $5::text[])
        ON CONFLICT (digest) DO NOTHING
      )
      INSERT INTO registry_log (sequence, at, origin, change, hash)
      SELECT * FROM unnest($6::bigint[], $7::text[], $8::text[], $9::text[], $10::text[])`,
    values: [
      forgotten,
      added.map(({ digest }) => digest),
      added.map(({ likeness }) => likeness),
      added.map(({ text }) => text),
      added.map(({ about }) => about),
      logged.map(({ sequence }) => sequence),
      logged.map(({ at }) => at),
      logged.map(({ origin }) => origin),
      logged.map(({ change }) => change),
      logged.map(({ hash }) => hash),
    ],
  });
}

/** A batch as pieces that one statement can bear. */
export function piecesOf({ changes, contents, forgotten }: Piece): readonly Piece[] {
  const pieces: Piece[] = [];
  let piece = { changes: [] as LoggedChange[], contents: [] as Content[], forgotten };
  let weight = 0;
  const weigh = (more: number) => {
    weight += more;
    if (weight < bearable.bytes) return;
    pieces.push(piece);
    piece = { changes: [], contents: [], forgotten: [] };
    weight = 0;
  };
  for (const content of contents) {
    piece.contents.push(content);
    weigh(content.text.length);
  }
  for (const change of changes) {
    piece.changes.push(change);
    weigh(1_000);
  }
  return [...pieces, piece];
}

function changeOf({ sequence, ...row }: NumberedRow): LoggedChange {
  return changeFromRow({ ...row, sequence: Number(sequence) });
}
