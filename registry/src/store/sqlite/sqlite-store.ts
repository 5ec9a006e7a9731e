import { statfsSync, statSync } from "node:fs";
import { join } from "node:path";
import type { DatabaseSync } from "node:sqlite";
import { setImmediate, setTimeout as sleep } from "node:timers/promises";
import { checkSequences, digestsIn, forgottenOf, missedAfter } from "../batch.ts";
import { storeErrors } from "../errors.ts";
import { createListeners } from "../listeners.ts";
import { createQueue } from "../queue.ts";
import type { Batch, Store } from "../store.ts";
import { demandKnown, openDatabase, prepareFolder } from "./open-database.ts";
import { patiently } from "./patiently.ts";
import { isSqliteError, storeError } from "./sqlite-errors.ts";
import { prepareStatements } from "./statements.ts";

export const databaseFile = "registry.db";

/**
 * How often to ask whether another process has written: SQLite counts that up for us, and to read the number takes
 * microseconds. Watching the file would tell of our own writes too, and of nothing at all on some file systems.
 */
const watchEveryMs = 50;

/** What a readiness probe waits for others at most. */
const pingWithinMs = 1_500;

/** With less than this, the next write may be the one that fails. */
const leastRoom = 1 << 20;

/**
 * A registry's store as one SQLite database in a folder. Several processes of one machine may have it open.
 *
 * `node:sqlite` works within the calling thread: a write holds the process for as long as the disk takes, about what the
 * disk would make each writer wait for anyway. Nothing else can come in between, so one connection does.
 */
export async function openSqliteStore(folder: string): Promise<Store> {
  const path = join(folder, databaseFile);
  const name = `SQLite, ${path}`;
  prepareFolder(folder, name);
  try {
    return createSqliteStore(await openDatabase(path, name), { path, folder, name });
  } catch (error) {
    throw storeError(error, name);
  }
}

type Place = { readonly path: string; readonly folder: string; readonly name: string };

function createSqliteStore(database: DatabaseSync, { path, folder, name }: Place): Store {
  const statements = prepareStatements(database);
  const appends = createQueue();
  const listeners = createListeners();
  const file = statSync(path).ino;
  let seenVersion = statements.dataVersion();
  let watch: NodeJS.Timeout | undefined;
  let isClosed = false;
  let wasContended = false;
  // Whoever had it open before may have been killed between the two steps of forgetting.
  let mustTruncate = true;

  /** A folder that was deleted or replaced would take what we write into nowhere. */
  const demandThere = () => {
    if (isClosed) throw storeErrors.STORE_UNAVAILABLE({ store: name, reason: "it is closed" });
    if (statSync(path, { throwIfNoEntry: false })?.ino === file) return;
    throw storeErrors.STORE_UNAVAILABLE({ store: name, reason: "its file was deleted or replaced" });
  };

  async function attempt<Result>(work: () => Result, withinMs?: number): Promise<Result> {
    try {
      return await patiently(() => {
        demandThere();
        return work();
      }, withinMs);
    } catch (error) {
      throw storeError(error, name);
    }
  }

  /** `decide` is asked once: whatever fails from here on, nobody tries again. */
  function transact(after: number, decide: Parameters<Store["append"]>[1]): void {
    database.exec("BEGIN IMMEDIATE");
    try {
      demandKnown(database, name);
      const missed = missedAfter(after, statements.changesFrom(after), name);
      wasContended = missed.length > 0;
      const batch = decide(missed, statements.contents(digestsIn(missed)));
      if (batch === undefined) return;
      checkSequences(batch, missed.at(-1)?.sequence ?? after);
      add(batch);
      database.exec("COMMIT");
    } catch (error) {
      throw storeError(error, name);
    } finally {
      if (database.isTransaction) database.exec("ROLLBACK");
    }
  }

  function add(batch: Batch): void {
    const forgotten = forgottenOf(batch);
    for (const digest of forgotten) statements.removeContent(digest);
    for (const content of batch.contents) statements.addContent(content);
    for (const change of batch.changes) statements.addChange(change);
    mustTruncate ||= forgotten.length > 0;
  }

  /** Forgotten texts also stood in the write-ahead log. While others still read there, it is left for the next time. */
  function truncateLog(): void {
    try {
      mustTruncate = database.prepare("PRAGMA wal_checkpoint(TRUNCATE)").get()?.busy !== 0;
    } catch (error) {
      if (!isSqliteError(error)) throw error;
    }
  }

  const look = () => {
    try {
      const version = statements.dataVersion();
      if (version === seenVersion) return;
      seenVersion = version;
    } catch {
      return; // Another process is in the way; there is a next time.
    }
    listeners.call();
  };

  return {
    name,
    durability: "power loss",

    async *changesAfter(sequence) {
      for (let next = sequence + 1; ; ) {
        const from = next;
        const changes = await attempt(() => statements.someChangesFrom(from));
        const last = changes.at(-1);
        if (last === undefined) return;
        yield changes;
        next = last.sequence + 1;
      }
    },

    contents: (digests) => attempt(() => statements.contents(digests)),

    async *allContents() {
      for (let place = 0; ; ) {
        const from = place;
        const some = await attempt(() => statements.someContentsAfter(from));
        if (some.contents.length === 0) return;
        yield some.contents;
        place = some.place;
      }
    },

    append: (after, decide) =>
      appends.run(async () => {
        // SQLite has no queue: who lets go and takes hold at once leaves the others nothing. And what else has arrived at
        // this moment is heard first, since the disk will take as long for all of it as for one.
        await (wasContended ? sleep(1 + Math.random() * 3) : setImmediate());
        await attempt(() => transact(after, decide));
        if (mustTruncate) truncateLog();
      }),

    watch(listener) {
      const remove = listeners.add(listener);
      watch ??= setInterval(look, watchEveryMs).unref();
      return () => {
        remove();
        if (listeners.size > 0) return;
        clearInterval(watch);
        watch = undefined;
      };
    },

    ping: () =>
      attempt(() => {
        database.exec("BEGIN IMMEDIATE; ROLLBACK");
        demandKnown(database, name);
        const { bavail, bsize } = statfsSync(folder);
        if (bavail * bsize < leastRoom) throw storeErrors.STORE_FULL({ store: name });
      }, pingWithinMs),

    async close() {
      await appends.idle();
      if (isClosed) return;
      isClosed = true;
      listeners.clear();
      clearInterval(watch);
      database.close();
    },
  };
}
