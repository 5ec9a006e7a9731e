import fc from "fast-check";
import { expect, test } from "vitest";
import { transportErrors } from "../errors.ts";
import { createFakeClock } from "../fakes/fake-clock.ts";
import type { OutgoingMessage, PublishResult } from "../ports/transport.ts";
import type { DeadLetter } from "./dead-letter-entry.ts";
import { createDeadLetters } from "./dead-letters.ts";
import { createMemoryDeadLetters } from "./memory-dead-letters.ts";
import { entryOf } from "./testing/entries.ts";

const stored: PublishResult = { status: "stored" };

/** `answer` is asked about each message. */
async function world(
  entries: readonly DeadLetter[],
  answer: (message: OutgoingMessage) => PublishResult | Promise<PublishResult> = () => stored,
) {
  const store = createMemoryDeadLetters({ clock: createFakeClock() });
  for (const entry of entries) await store.put(entry);
  const sent: OutgoingMessage[] = [];
  const deadLetters = createDeadLetters({
    store,
    publish: (messages) => {
      sent.push(...messages);
      return Promise.all(messages.map(answer));
    },
  });
  return { store, sent, deadLetters };
}

const idOf = ({ headers }: OutgoingMessage) => headers?.["reprocess-id"] ?? "";

test("an entry is put back where it came from, with a word about which it is, and is marked", async () => {
  const headers = { tenant: "x" };
  const entry = entryOf("a", { headers, raw: { headers, body: new Uint8Array([1]) }, handler: "charge" });
  const { sent, deadLetters } = await world([entry]);
  await deadLetters.reprocess("a");

  expect(sent).toEqual([
    {
      address: "orders",
      key: "1001",
      raw: entry.raw,
      headers: {
        "reprocess-id": "a",
        "reprocess-address": "orders",
        "reprocess-group": "billing",
        "reprocess-handler": "charge",
        "reprocess-count": "1",
      },
    },
  ]);
  expect(await deadLetters.get("a")).toMatchObject({ status: "reprocessed", reprocessCount: 1 });
  expect(await deadLetters.stats()).toMatchObject({ reprocessed: 1, reprocessSuccessRate: 1 });
});

test("whatever the bytes, headers, key and address, they are put back untouched", async () => {
  const entries = fc.record({
    body: fc.uint8Array({ maxLength: 200 }),
    headers: fc.dictionary(fc.stringMatching(/^[a-z-]{1,8}$/), fc.string()),
    address: fc.string({ minLength: 1 }),
    key: fc.string(),
  });
  await fc.assert(
    fc.asyncProperty(entries, async ({ body, headers, address, key }) => {
      const original = Uint8Array.from(body);
      const { sent, deadLetters } = await world([entryOf("a", { address, key, raw: { headers, body } })]);
      await deadLetters.reprocess("a");
      expect(sent).toMatchObject([{ address, key, raw: { headers, body: original } }]);
    }),
  );
});

test("one that fails again is pending again before it could be marked, and stays so", async () => {
  const { store, deadLetters } = await world([entryOf("a")], async () => {
    await store.put(entryOf("a", { reprocessCount: 1, deadLetteredAt: 5_000 }));
    return stored;
  });
  await deadLetters.reprocess("a");

  expect(await deadLetters.get("a")).toMatchObject({ status: "pending", reprocessCount: 1 });
  expect(await deadLetters.stats()).toMatchObject({ reprocessed: 1, reprocessSuccessRate: 0 });
});

test.each([
  ["refused", "DEAD_LETTER_NOT_SENT"],
  ["unknown", "DEAD_LETTER_IN_DOUBT"],
] as const)("one that the transport has %s stays pending, and is no attempt", async (status, code) => {
  const { deadLetters } = await world([entryOf("a")], () => ({ status, error: new Error("away") }));

  await expect(deadLetters.reprocess("a")).rejects.toMatchObject({
    code,
    params: expect.objectContaining({ reason: "away" }),
  });
  expect(await deadLetters.get("a")).toMatchObject({ status: "pending", reprocessCount: 0 });
});

test.each([
  [
    "that is closed puts nothing back",
    transportErrors.TRANSPORT_CLOSED({ transport: "memory", asked: "publish" }),
    "DEAD_LETTER_NOT_SENT",
  ],
  ["that fails leaves in doubt what it put back", new Error("connection reset"), "DEAD_LETTER_IN_DOUBT"],
])("a transport %s", async (_, thrown, code) => {
  const store = createMemoryDeadLetters({ clock: createFakeClock() });
  await store.put(entryOf("a"));
  const deadLetters = createDeadLetters({ store, publish: () => Promise.reject(thrown) });

  expect(await deadLetters.reprocessAll()).toMatchObject({
    reprocessed: 0,
    failed: [{ id: "a", error: expect.objectContaining({ code }) }],
  });
});

test("all that fit are put back, oldest first, and one that fails stops no other", async () => {
  const { sent, deadLetters } = await world(
    [
      entryOf("new", { deadLetteredAt: 3_000 }),
      entryOf("old", { deadLetteredAt: 1_000 }),
      entryOf("bad"),
      entryOf("other", { reason: "expired" }),
    ],
    (message) => (idOf(message) === "bad" ? { status: "refused", error: new Error("too large") } : stored),
  );
  const report = await deadLetters.reprocessAll({ reason: "max_retries_exceeded" });

  expect(sent.map(idOf)).toEqual(["old", "bad", "new"]);
  expect(report).toMatchObject({ reprocessed: 2, failed: [{ id: "bad" }] });
  expect((await deadLetters.list({ status: "pending" })).entries.map(({ id }) => id)).toEqual([
    "bad",
    "other",
  ]);
});

test("all means each once, over all pages, though some fail again at once", async () => {
  const ids = Array.from({ length: 250 }, (_, index) => String(index).padStart(3, "0"));
  const { store, sent, deadLetters } = await world(
    ids.map((id) => entryOf(id)),
    async (message) => {
      await store.put(entryOf(idOf(message), { reprocessCount: 1, deadLetteredAt: 9_000 }));
      return stored;
    },
  );
  const report = await deadLetters.reprocessAll();

  expect(sent.map(idOf)).toEqual(ids);
  expect(report).toEqual({ reprocessed: 250, failed: [] });
});

test("what is being put back is not put back a second time", async () => {
  let answer = (_: PublishResult) => {};
  const { sent, deadLetters } = await world(
    [entryOf("a")],
    () => new Promise((resolve) => (answer = resolve)),
  );
  const first = deadLetters.reprocess("a");
  // The entry is read before it is under way.
  await new Promise((resolve) => setImmediate(resolve));
  await expect(deadLetters.reprocess("a")).rejects.toMatchObject({ code: "DEAD_LETTER_SETTLED" });
  expect(await deadLetters.reprocessAll()).toEqual({ reprocessed: 0, failed: [] });
  answer(stored);
  await first;

  expect(sent).toHaveLength(1);
});

test("of two who decide at the same moment one is told that the other was first", async () => {
  for (const [one, other] of [
    ["reprocess", "reprocess"],
    ["reprocess", "discard"],
    ["discard", "reprocess"],
  ] as const) {
    const { sent, deadLetters } = await world([entryOf("a")]);

    const settled = await Promise.allSettled([deadLetters[one]("a"), deadLetters[other]("a")]);

    expect(settled).toMatchObject([
      { status: "fulfilled" },
      { status: "rejected", reason: { code: "DEAD_LETTER_SETTLED" } },
    ]);
    expect(sent).toHaveLength(one === "reprocess" ? 1 : 0);
  }
});

test("an entry that is discarded is neither reprocessed nor discarded again", async () => {
  const { sent, deadLetters } = await world([entryOf("a")]);
  await deadLetters.discard("a");

  expect(await deadLetters.get("a")).toMatchObject({ status: "discarded" });
  await expect(deadLetters.reprocess("a")).rejects.toMatchObject({ code: "DEAD_LETTER_SETTLED" });
  await expect(deadLetters.discard("a")).rejects.toMatchObject({ code: "DEAD_LETTER_SETTLED" });
  await deadLetters.reprocessAll();
  expect(sent).toEqual([]);
});

test("an entry that is not there is told so", async () => {
  const { deadLetters } = await world([]);

  await expect(deadLetters.reprocess("x")).rejects.toMatchObject({ code: "DEAD_LETTER_UNKNOWN" });
  await expect(deadLetters.discard("x")).rejects.toMatchObject({ code: "DEAD_LETTER_UNKNOWN" });
});

test("what a store can tell, and purging, stand beside it", async () => {
  const { deadLetters } = await world([entryOf("a")]);

  expect(await deadLetters.analyze("reason")).toMatchObject([{ count: 1 }]);
  expect(await deadLetters.purge(3_000)).toBe(1);
  expect((await deadLetters.list()).entries).toEqual([]);
});
