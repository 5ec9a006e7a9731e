import { closeSync, fsyncSync, mkdirSync, openSync } from "node:fs";
import { dirname } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { storeErrors } from "../errors.ts";
import { type Migration, stepsFrom } from "../migrations.ts";
import { applicationId, sqliteMigrations } from "./migrations.ts";
import { patiently } from "./patiently.ts";

/** Makes the folder that a database is to lie in. Nobody else may look into it: the log holds hashes of tokens. */
export function prepareFolder(folder: string, store: string): void {
  try {
    const first = mkdirSync(folder, { recursive: true, mode: 0o700 });
    if (first !== undefined) syncFolder(dirname(first));
  } catch (cause) {
    const { message } = cause as Error;
    throw storeErrors.STORE_NOT_WRITABLE({ store, reason: message }, { cause });
  }
}

/** A new folder survives power loss once the one above it has been written. SQLite sees to the files inside. */
function syncFolder(folder: string): void {
  // Windows has no such thing as opening a folder, and writes its names at once.
  if (process.platform === "win32") return;
  const file = openSync(folder, "r");
  try {
    fsyncSync(file);
  } finally {
    closeSync(file);
  }
}

/** Opens a registry's database, sets it up where it is new, and brings it to the layout that this program writes. */
export async function openDatabase(
  path: string,
  store: string,
  migrations: readonly Migration[] = sqliteMigrations,
): Promise<DatabaseSync> {
  const database = new DatabaseSync(path, { timeout: 0 });
  try {
    await patiently(() => demandOwn(database, store));
    await patiently(() => prepareConnection(database, store));
    await patiently(() => migrate(database, store, migrations));
    return database;
  } catch (error) {
    database.close();
    throw error;
  }
}

export function layoutOf(database: DatabaseSync): number {
  return numberOf(database, "user_version");
}

/** Before anything is written: a database of another program stays as it is. */
function demandOwn(database: DatabaseSync, store: string): void {
  const tables = database.prepare("SELECT count(*) AS tables FROM sqlite_schema").get()?.tables;
  if (tables === 0 || numberOf(database, "application_id") === applicationId) return;
  throw storeErrors.STORE_FOREIGN({ store, reason: "it holds the tables of another program" });
}

function prepareConnection(database: DatabaseSync, store: string): void {
  const mode = database.prepare("PRAGMA journal_mode = WAL").get()?.journal_mode;
  if (mode !== "wal")
    throw storeErrors.STORE_NOT_WRITABLE({
      store,
      reason: "its file system cannot share memory between processes",
    });
  database.exec(`
    -- With WAL, anything less loses the last transactions with the power.
    PRAGMA synchronous = FULL;
    -- macOS flushes the disk's own cache only when asked to.
    PRAGMA fullfsync = ON;
    -- What is deleted is overwritten, so that forgotten texts are not left in free pages.
    PRAGMA secure_delete = ON;
  `);
}

/** One transaction for all steps: whoever starts at the same time waits, and then finds nothing to do. */
function migrate(database: DatabaseSync, store: string, migrations: readonly Migration[]): void {
  if (layoutOf(database) === migrations.length) return;
  database.exec("BEGIN IMMEDIATE");
  try {
    demandKnown(database, store, migrations.length);
    for (const { sql, layout } of stepsFrom(layoutOf(database), migrations))
      database.exec(`${sql}; PRAGMA user_version = ${layout}`);
    database.exec(`PRAGMA application_id = ${applicationId}; COMMIT`);
  } catch (error) {
    if (database.isTransaction) database.exec("ROLLBACK");
    throw error;
  }
}

/** A newer program may have changed the store since it was opened. */
export function demandKnown(
  database: DatabaseSync,
  store: string,
  known: number = sqliteMigrations.length,
): void {
  const version = layoutOf(database);
  if (version > known) throw storeErrors.STORE_TOO_NEW({ store, version, known });
}

function numberOf(database: DatabaseSync, pragma: "user_version" | "application_id"): number {
  return Number(database.prepare(`PRAGMA ${pragma}`).get()?.[pragma]);
}
