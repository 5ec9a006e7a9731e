import { expect, test } from "vitest";
import { createFakeClock } from "../fakes/fake-clock.ts";
import type { DeadLetter } from "./dead-letter-entry.ts";
import { createMemoryDeadLetters } from "./memory-dead-letters.ts";
import { entryOf } from "./testing/entries.ts";

async function storeOf(...entries: readonly DeadLetter[]) {
  const store = createMemoryDeadLetters({ clock: createFakeClock() });
  for (const entry of entries) await store.put(entry);
  return store;
}

test("what was put is there, and what was not is not", async () => {
  const store = await storeOf(entryOf("a"));

  expect(await store.get("a")).toEqual(entryOf("a"));
  expect(await store.get("b")).toBeUndefined();
});

test("an entry has bytes of its own", async () => {
  const body = Buffer.from("a");
  const store = await storeOf(entryOf("a", { raw: { headers: {}, body } }));
  body.fill(0);

  expect(String((await store.get("a"))?.raw.body)).toBe("a");
});

test("entries are listed oldest first, page by page", async () => {
  const store = await storeOf(
    ...["c", "a", "e", "b", "d"].map((id) => entryOf(id, { deadLetteredAt: id === "e" ? 1 : 2_000 })),
  );
  const seen: string[][] = [];
  let after: string | undefined;
  do {
    const page = await store.list({}, after === undefined ? { limit: 2 } : { limit: 2, after });
    seen.push(page.entries.map(({ id }) => id));
    after = page.next;
  } while (after !== undefined);

  expect(seen).toEqual([["e", "a"], ["b", "c"], ["d"]]);
});

test("a page goes on where the last one ended, though entries came and went", async () => {
  const store = await storeOf(...["a", "b", "c", "d"].map((id) => entryOf(id)));
  const { next } = await store.list({}, { limit: 2 });
  await store.settle("b", 0, "discarded");
  await store.put(entryOf("aa"));
  const rest = await store.list({}, next === undefined ? {} : { after: next });

  expect(rest.entries.map(({ id }) => id)).toEqual(["c", "d"]);
});

test("a filter lets through what fits in all that it names", async () => {
  const store = await storeOf(
    entryOf("a", { reason: "expired", handler: "charge" }),
    entryOf("b", { event: { id: "1", source: "/", type: "order.paid" }, deadLetteredAt: 3_000 }),
    entryOf("c", { group: "stock", address: "stock", key: "7", deadLetteredAt: 4_000 }),
  );
  const fitting = async (filter: Parameters<typeof store.list>[0]) =>
    (await store.list(filter)).entries.map(({ id }) => id).join("");

  expect(await fitting({})).toBe("abc");
  expect(await fitting({ reason: "expired" })).toBe("a");
  expect(await fitting({ handler: "charge" })).toBe("a");
  expect(await fitting({ type: "order.paid" })).toBe("b");
  expect(await fitting({ group: "stock" })).toBe("c");
  expect(await fitting({ address: "stock", key: "7" })).toBe("c");
  expect(await fitting({ address: "stock", key: "1001" })).toBe("");
  expect(await fitting({ since: 3_000 })).toBe("bc");
  expect(await fitting({ until: 3_000 })).toBe("a");
  expect(await fitting({ status: "discarded" })).toBe("");
});

test("the same failure once more changes nothing but the entry itself", async () => {
  const store = await storeOf(entryOf("a"), entryOf("a", { deadLetteredAt: 9_000 }));

  expect((await store.stats()).total).toBe(1);
  expect((await store.get("a"))?.deadLetteredAt).toBe(9_000);
});

test("what is ahead is not overwritten by the past", async () => {
  const store = await storeOf(entryOf("a"), entryOf("b"));
  await store.settle("a", 0, "reprocessed");
  await store.settle("b", 0, "discarded");
  await store.put(entryOf("a"));
  await store.put(entryOf("b"));
  expect([(await store.get("a"))?.status, (await store.get("b"))?.status]).toEqual([
    "reprocessed",
    "discarded",
  ]);
  await store.put(entryOf("a", { reprocessCount: 1 }));

  expect(await store.get("a")).toMatchObject({ status: "pending", reprocessCount: 1 });
});

test("an entry is settled only as it was seen, and only once", async () => {
  const store = await storeOf(entryOf("a", { reprocessCount: 2 }));

  expect(await store.settle("a", 1, "reprocessed")).toBe(false);
  expect(await store.settle("x", 0, "reprocessed")).toBe(false);
  expect(await store.settle("a", 2, "reprocessed")).toBe(true);
  expect(await store.get("a")).toMatchObject({ status: "reprocessed", reprocessCount: 3 });
  expect(await store.settle("a", 3, "discarded")).toBe(false);
});

test("purging removes what is older, whatever its status, and nothing else", async () => {
  const store = await storeOf(
    entryOf("a", { deadLetteredAt: 1_000 }),
    entryOf("b", { deadLetteredAt: 1_999 }),
    entryOf("c", { deadLetteredAt: 2_000 }),
  );
  await store.settle("a", 0, "discarded");

  expect(await store.purge(2_000)).toBe(2);
  expect((await store.list()).entries.map(({ id }) => id)).toEqual(["c"]);
});

test("when it is full, settled entries make room, and pending ones never do", async () => {
  const store = createMemoryDeadLetters({ clock: createFakeClock(), maxEntries: 2 });
  await store.put(entryOf("a"));
  await store.put(entryOf("b"));
  await expect(store.put(entryOf("c"))).rejects.toMatchObject({
    code: "DEAD_LETTERS_FULL",
    params: { limit: 2 },
  });
  await store.put(entryOf("b", { attempts: 4 }));
  await store.settle("a", 0, "discarded");
  await store.put(entryOf("c"));

  expect((await store.list()).entries.map(({ id }) => id)).toEqual(["b", "c"]);
});

test("a limit that makes no sense is refused", () => {
  expect(() => createMemoryDeadLetters({ clock: createFakeClock(), maxEntries: 0 })).toThrow(/maxEntries/);
});
