import { execFileSync } from "node:child_process";
import {
  chmodSync,
  copyFileSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { afterEach, beforeEach, expect, type TestContext, test } from "vitest";
import { type Content, contentOf } from "../../core/content.ts";
import type { Store } from "../store.ts";
import { allChanges, allContents } from "../testing/conformance.ts";
import { batchOf, entriesAfter, registered } from "../testing/sample-changes.ts";
import { createWriter } from "../testing/writer.ts";
import { openDatabase } from "./open-database.ts";
import { databaseFile, openSqliteStore } from "./sqlite-store.ts";

let folder: string;
let file: string;
const stores: Store[] = [];
let isMounted = false;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "registry-store-"));
  file = join(folder, databaseFile);
});
afterEach(async () => {
  for (const store of stores.splice(0)) await store.close();
  if (isMounted) execFileSync("umount", [folder]);
  isMounted = false;
  rmSync(folder, { recursive: true, force: true });
});

async function open(where = folder): Promise<Store> {
  const store = await openSqliteStore(where);
  stores.push(store);
  return store;
}

test("a new folder is nobody else's to look into", async () => {
  await open(join(folder, "deep", "data"));

  expect(statSync(join(folder, "deep", "data")).mode & 0o777).toBe(0o700);
});

test("a file that is no database is refused and left as it is", async () => {
  const text = "not a database, but somebody's notes ".repeat(100);
  writeFileSync(file, text);

  await expect(open()).rejects.toMatchObject({ code: "STORE_FOREIGN" });

  expect(readFileSync(file, "utf8")).toBe(text);
});

test("a database of another program is refused and left as it is", async () => {
  const other = new DatabaseSync(file);
  other.exec("CREATE TABLE log (line TEXT); INSERT INTO log VALUES ('theirs')");
  other.close();
  const bytes = readFileSync(file);

  await expect(open()).rejects.toMatchObject({ code: "STORE_FOREIGN" });

  expect(readFileSync(file).equals(bytes)).toBe(true);
});

test("a store of a newer release is refused and left as it is", async () => {
  await (await open()).close();
  setLayout(7);
  const bytes = readFileSync(file);

  await expect(open()).rejects.toMatchObject({ code: "STORE_TOO_NEW", params: { version: 7, known: 1 } });

  expect(readFileSync(file).equals(bytes)).toBe(true);
});

test("a store that a newer release took over meanwhile is not written any more", async () => {
  const store = await open();
  await createWriter(store).write([registered(1, orders)], [orders]);
  setLayout(7);
  const decide = () => {
    throw new Error("was asked");
  };

  await expect(store.append(1, decide)).rejects.toMatchObject({ code: "STORE_TOO_NEW" });
  await expect(store.ping()).rejects.toMatchObject({ code: "STORE_TOO_NEW" });
  expect(await allChanges(store)).toHaveLength(1);
});

test("a step of a migration keeps what is there, and runs once", async () => {
  const store = await open();
  const log = await createWriter(store).write([registered(1, orders)], [orders]);
  await store.close();
  const second = { adds: "a mark", sql: "CREATE TABLE marks (mark TEXT); INSERT INTO marks VALUES ('once')" };
  const { sqliteMigrations } = await import("./migrations.ts");

  for (const _twice of [1, 2]) (await openDatabase(file, "test", [...sqliteMigrations, second])).close();

  const database = new DatabaseSync(file);
  expect(database.prepare("SELECT count(*) AS marks FROM marks").get()?.marks).toBe(1);
  expect(database.prepare("PRAGMA user_version").get()?.user_version).toBe(2);
  expect(
    database
      .prepare("SELECT hash FROM log")
      .all()
      .map(({ hash }) => hash),
  ).toEqual(log.map(({ hash }) => hash));
  database.close();
});

test("a step of a migration that fails leaves the store as it was", async () => {
  await (await open()).close();
  const broken = { adds: "half of something", sql: "CREATE TABLE half (a TEXT); CREATE TABLE log (a TEXT)" };
  const { sqliteMigrations } = await import("./migrations.ts");

  await expect(openDatabase(file, "test", [...sqliteMigrations, broken])).rejects.toThrow();

  const store = await open();
  await createWriter(store).write([registered(1, orders)], [orders]);
  const database = new DatabaseSync(file);
  expect(database.prepare("SELECT name FROM sqlite_schema WHERE name = 'half'").all()).toEqual([]);
  database.close();
});

test.each([
  ["a file where the folder should be", () => join(file, "data")],
  ["a folder where the database should be", () => folder],
])("%s is told as a place that cannot be written", async (_what, where) => {
  if (where() === folder) mkdirSync(file);
  else writeFileSync(file, "");

  await expect(openSqliteStore(where())).rejects.toMatchObject({ code: "STORE_NOT_WRITABLE" });
});

test("a folder that may not be written is told as that", async (context) => {
  if (process.getuid?.() === 0) return context.skip("root may write everywhere");
  chmodSync(folder, 0o500);

  await expect(open()).rejects.toMatchObject({ code: "STORE_NOT_WRITABLE" });

  chmodSync(folder, 0o700);
});

test("a file system that is read-only is told as that, and what is there can be used again later", async (context) => {
  if (!mountRoom(context)) return;
  const store = await open();
  const log = await createWriter(store).write([registered(1, orders)], [orders]);
  await store.close();
  stores.length = 0;
  remount("ro");

  await expect(open()).rejects.toMatchObject({ code: "STORE_NOT_WRITABLE" });

  remount("rw");
  expect(await allChanges(await open())).toEqual(log);
});

test("when the disk is full nothing is half written, reading goes on, and so does writing once there is room", async (context) => {
  if (!mountRoom(context)) return;
  const store = await open();
  const writer = createWriter(store);
  const kept: Content[] = [];

  const failure = await writeUntilItFails(writer, kept);

  expect(failure).toMatchObject({ code: "STORE_FULL", retry: "later" });
  await expect(store.ping()).rejects.toMatchObject({ code: "STORE_FULL" });
  expect(await allChanges(store)).toEqual(writer.seen());
  expect((await allContents(store)).map(({ digest }) => digest).sort()).toEqual(
    kept.map(({ digest }) => digest).sort(),
  );
  remount("rw,size=64m");
  await store.ping();
  await writer.write([registered(kept.length + 1, orders)], [orders]);
  expect(await allChanges(store)).toEqual(writer.seen());
});

test("a file that was deleted takes no more writes, since nobody would find them", async () => {
  const store = await open();
  await createWriter(store).write([registered(1, orders)], [orders]);
  rmSync(file);
  const decide = () => batchOf(entriesAfter(undefined, [registered(2, orders)]));

  await expect(store.append(0, decide)).rejects.toMatchObject({ code: "STORE_UNAVAILABLE" });
  await expect(store.ping()).rejects.toMatchObject({ code: "STORE_UNAVAILABLE" });
});

test("an older copy in the place of the file takes no writes of who has seen more", async () => {
  const store = await open();
  const writer = createWriter(store);
  await writer.write([registered(1, orders)], [orders]);
  await store.close();
  copyFileSync(file, `${file}.copy`);
  const again = await open();
  await createWriter(again).write([registered(2, orders)]);
  await again.close();
  copyFileSync(`${file}.copy`, file);
  const decide = () => {
    throw new Error("was asked");
  };

  await expect((await open()).append(2, decide)).rejects.toMatchObject({ code: "STORE_REWOUND" });
});

test("a lock that another program keeps makes it unavailable, and it is there again afterwards", async () => {
  const store = await open();
  const other = new DatabaseSync(file);
  other.exec("BEGIN IMMEDIATE");

  await expect(store.ping()).rejects.toMatchObject({ code: "STORE_UNAVAILABLE", retry: "check-first" });

  other.exec("ROLLBACK");
  other.close();
  await store.ping();
  await createWriter(store).write([registered(1, orders)], [orders]);
});

test("a damaged page is told as damage", async () => {
  const store = await open();
  const contents = Array.from({ length: 200 }, (_, index) =>
    contentOf({ text: JSON.stringify(`${index} ${"x".repeat(1_000)}`), references: [] }),
  );
  await createWriter(store).write([registered(1, orders)], contents);
  await store.close();
  const bytes = readFileSync(file);
  bytes.fill(0xff, 40_960, 45_056);
  writeFileSync(file, bytes);

  const damaged = await open();

  await expect(
    Promise.all([allContents(damaged), damaged.contents(contents.map(({ digest }) => digest))]),
  ).rejects.toMatchObject({ code: "STORE_DAMAGED" });
});

const orders = contentOf({ text: '{"type": "object"}', references: [] });

function setLayout(layout: number): void {
  const database = new DatabaseSync(file);
  database.exec(`PRAGMA user_version = ${layout}`);
  database.close();
}

async function writeUntilItFails(writer: ReturnType<typeof createWriter>, kept: Content[]): Promise<unknown> {
  for (let version = 1; version < 1_000; version++) {
    const content = contentOf({ text: JSON.stringify(`${version} ${"x".repeat(100_000)}`), references: [] });
    try {
      await writer.write([registered(version, content)], [content]);
      kept.push(content);
    } catch (error) {
      return error;
    }
  }
  return undefined;
}

/** A file system of our own with little room, over the test's folder; only root may have one. */
function mountRoom(context: TestContext): boolean {
  try {
    execFileSync("mount", ["-t", "tmpfs", "-o", "size=4m", "tmpfs", folder], { stdio: "pipe" });
  } catch (error) {
    context.skip(`no file system of our own: ${(error as Error).message}`);
    return false;
  }
  isMounted = true;
  return true;
}

function remount(options: string): void {
  execFileSync("mount", ["-o", `remount,${options}`, folder]);
}
