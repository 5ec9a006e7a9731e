import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "vitest";
import { contentOf } from "../../core/content.ts";
import { createMemoryStore } from "../memory.ts";
import { openSqliteStore } from "../sqlite/sqlite-store.ts";
import type { Store } from "../store.ts";
import { allChanges, allContents } from "../testing/conformance.ts";
import { registered } from "../testing/sample-changes.ts";
import { createWriter } from "../testing/writer.ts";
import { exportArchive } from "./export-archive.ts";
import { importArchive } from "./import-archive.ts";

const orders = contentOf({ text: '{"title": "🦜 \\u0000"}', references: [] });
const customers = contentOf({
  text: "{}",
  references: [{ name: "orders.json", subject: ":.ctx:orders", version: 1 }],
  metadata: { properties: { owner: "ä" } },
});
const gone = contentOf({ text: '{"title":"gone"}', references: [] });

async function filledStore(): Promise<Store> {
  const store = createMemoryStore();
  const writer = createWriter(store);
  await writer.write([registered(1, orders), registered(2, gone)], [orders, gone]);
  await writer.write(
    [
      registered(1, customers, ":.ctx:customers"),
      { is: "version-deleted", subject: "orders-value", version: 2, permanent: true },
      { is: "mode-set", mode: "READONLY" },
    ],
    [customers],
    [gone.digest],
  );
  return store;
}

test("what was exported is imported as it was, hashes and all, and exports to the same file", async () => {
  const store = await filledStore();
  const folder = mkdtempSync(join(tmpdir(), "registry-archive-"));
  const other = await openSqliteStore(folder);
  try {
    const file = await fileOf(store);

    expect(await importArchive(other, inChunks(file))).toEqual({ changes: 5, contents: 2 });

    expect(await allChanges(other)).toEqual(await allChanges(store));
    expect((await allContents(other)).toSorted(byDigest)).toEqual(
      (await allContents(store)).toSorted(byDigest),
    );
    expect(await fileOf(other)).toBe(file);
    expect(file).not.toContain("gone\\");
  } finally {
    await other.close();
    rmSync(folder, { recursive: true });
  }
});

test("an empty store makes an archive, too", async () => {
  const file = await fileOf(createMemoryStore());

  expect(await importArchive(createMemoryStore(), inChunks(file))).toEqual({ changes: 0, contents: 0 });
  expect(file.split("\n")).toHaveLength(3);
});

test("a line feed more or less at the end does not matter", async () => {
  const file = await fileOf(await filledStore());

  await importArchive(createMemoryStore(), inChunks(file.trimEnd()));
});

test("an archive goes into an empty store only", async () => {
  const store = await filledStore();
  const before = await allChanges(store);

  await expect(importArchive(store, inChunks(await fileOf(store)))).rejects.toMatchObject({
    code: "STORE_NOT_EMPTY",
    params: { changes: 5 },
  });
  expect(await allChanges(store)).toEqual(before);
});

test("cut off anywhere it is refused, and nothing is imported", async () => {
  const file = await fileOf(await filledStore());
  const store = createMemoryStore();

  for (let length = 0; length < file.length - 1; length += 7)
    await expect(importArchive(store, inChunks(file.slice(0, length))), `${length}`).rejects.toMatchObject({
      code: "ARCHIVE_INVALID",
    });
  expect(await allChanges(store)).toEqual([]);
});

test.each<[string, number, string, (lines: string[]) => string[]]>([
  ["another kind of file", 1, "head", (lines) => ['{"type":"object"}', ...lines]],
  ["a newer format", 1, "format version 2", (lines) => edit(lines, 0, '"version":1', '"version":2')],
  ["a content that was altered", 2, "digest", (lines) => edit(lines, 1, "🦜", "🦆")],
  ["metadata that was altered", 3, "digest", (lines) => edit(lines, 2, '"ä"', '"ö"')],
  ["a text that is no JSON", 2, "not JSON", (lines) => edit(lines, 1, '"text":"{', '"text":"')],
  ["a content twice", 3, "there before", (lines) => lines.toSpliced(2, 0, lines[1] ?? "")],
  ["a content less", 8, "announced", (lines) => lines.toSpliced(2, 1)],
  ["an actor that was altered", 4, "chain", (lines) => edit(lines, 3, '"test"', '"mallory"')],
  ["a change less", 5, "chain", (lines) => lines.toSpliced(4, 1)],
  ["the last change less", 8, "announced", (lines) => lines.toSpliced(7, 1)],
  [
    "two changes that changed places",
    4,
    "chain",
    (lines) => lines.toSpliced(3, 2, lines[4] ?? "", lines[3] ?? ""),
  ],
  ["a change of an unknown kind", 4, "does not know", (lines) => edit(lines, 3, '"registered"', '"painted"')],
  [
    "a change with a member of the wrong kind",
    4,
    "version",
    (lines) => edit(lines, 3, '"version":1', '"version":"1"'),
  ],
  [
    "a change with a member too many",
    4,
    "colour",
    (lines) => edit(lines, 3, '"version":1', '"version":1,"colour":"red"'),
  ],
  ["a count that was altered", 9, "announced", (lines) => edit(lines, 0, '"changes":5', '"changes":6')],
  ["a hash that was altered", 9, "altered", (lines) => edit(lines, 0, '"hash":"', '"hash":"0')],
  ["white space that was added", 9, "altered", (lines) => edit(lines, 2, "{", "{ ")],
  ["something after the end", 10, "after the end", (lines) => [...lines, "{}"]],
  ["no end", 9, "cut off", (lines) => lines.slice(0, -1)],
  ["a line of another kind", 2, "neither", (lines) => lines.toSpliced(1, 0, '{"comment":"hello"}')],
  ["a line that is no object", 2, "object", (lines) => lines.toSpliced(1, 0, "[]")],
  ["an empty line", 2, "JSON", (lines) => lines.toSpliced(1, 0, "")],
])("%s is refused, with the line", async (_what, line, problem, alter) => {
  const lines = (await fileOf(await filledStore())).trimEnd().split("\n");
  const store = createMemoryStore();

  const importing = importArchive(store, inChunks(`${alter(lines).join("\n")}\n`));

  await expect(importing).rejects.toMatchObject({
    code: "ARCHIVE_INVALID",
    params: { line, problem: expect.stringContaining(problem) },
  });
  expect(await allChanges(store)).toEqual([]);
  expect(await allContents(store)).toEqual([]);
});

async function fileOf(store: Store): Promise<string> {
  let file = "";
  for await (const line of exportArchive(store)) file += line;
  return file;
}

/** In pieces that end within lines and within characters. */
async function* inChunks(file: string): AsyncGenerator<Uint8Array> {
  const bytes = Buffer.from(file);
  for (let from = 0; from < bytes.length; from += 37) yield bytes.subarray(from, from + 37);
}

function edit(lines: readonly string[], at: number, from: string, to: string): string[] {
  const line = lines[at] ?? "";
  if (!line.includes(from)) throw new Error(`line ${at + 1} has no ${from}: ${line}`);
  return lines.with(at, line.replace(from, to));
}

function byDigest(a: { readonly digest: string }, b: { readonly digest: string }): number {
  return a.digest < b.digest ? -1 : 1;
}
