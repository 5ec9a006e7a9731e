import { expect, test } from "vitest";
import type { LoggedChange } from "../store/logged-change.ts";
import { sampleLog } from "../store/testing/sample-changes.ts";
import { chainHash, chainStart, verifyChain } from "./chain.ts";

const log = sampleLog(5);

test("a log as it was written is intact, in whatever lists it comes", async () => {
  const expected = { intact: true, length: 5, hash: log.at(-1)?.hash };

  expect(await verifyChain(inLists([log]))).toEqual(expected);
  expect(await verifyChain(inLists([log.slice(0, 2), [], log.slice(2)]))).toEqual(expected);
});

test("an empty log is intact", async () => {
  expect(await verifyChain(inLists([]))).toEqual({ intact: true, length: 0, hash: chainStart });
});

test.each<[string, (log: readonly LoggedChange[]) => readonly LoggedChange[]]>([
  ["an actor", (entries) => entries.with(2, { ...at(entries, 2), origin: { actor: "somebody else" } })],
  ["a time", (entries) => entries.with(2, { ...at(entries, 2), at: "2026-01-01T00:00:00Z" })],
  [
    "a change",
    (entries) => entries.with(2, { ...at(entries, 2), change: { is: "mode-set", mode: "READONLY" } }),
  ],
  ["a hash", (entries) => entries.with(2, { ...at(entries, 2), hash: chainStart })],
  ["a missing entry", (entries) => entries.toSpliced(2, 1)],
  ["two that changed places", (entries) => entries.toSpliced(2, 2, at(entries, 3), at(entries, 2))],
])("%s altered afterwards is found where it stands", async (_what, alter) => {
  expect(await verifyChain(inLists([alter(log)]))).toEqual({ intact: false, sequence: 3 });
});

test("a hash is of what was before, too", () => {
  const [first] = log;
  if (first === undefined) throw new Error("the sample is empty");

  expect(chainHash(chainStart, first)).toBe(first.hash);
  expect(chainHash(first.hash, first)).not.toBe(first.hash);
});

test("the order of members does not matter, since a database may give them back in another", () => {
  const entry = { sequence: 1, at: "2026-01-01T00:00:00Z", origin: { actor: "a", requestId: "r" } };
  const change = { is: "subject-deleted", subject: "s", permanent: true } as const;

  expect(
    chainHash(chainStart, {
      change: { permanent: true, subject: "s", is: "subject-deleted" },
      ...entry,
      origin: { requestId: "r", actor: "a" },
    }),
  ).toBe(chainHash(chainStart, { ...entry, change }));
});

async function* inLists(
  lists: readonly (readonly LoggedChange[])[],
): AsyncGenerator<readonly LoggedChange[]> {
  yield* lists;
}

function at(entries: readonly LoggedChange[], index: number): LoggedChange {
  const entry = entries[index];
  if (entry === undefined) throw new Error(`the sample has no entry ${index}`);
  return entry;
}
