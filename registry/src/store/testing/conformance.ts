import { setTimeout as sleep } from "node:timers/promises";
import type { JsonObject } from "@concordat/json";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { verifyChain } from "../../core/chain.ts";
import { type Content, contentOf } from "../../core/content.ts";
import type { LoggedChange } from "../logged-change.ts";
import type { StoreAddress } from "../open-store.ts";
import type { Store } from "../store.ts";
import { startAppending } from "./appending-process.ts";
import { batchOf, entriesAfter, registered } from "./sample-changes.ts";
import { createWriter } from "./writer.ts";

/** An empty store of a test's own. */
export type StorePlace = {
  /** One more handle on the same data. */
  open(): Promise<Store>;
  /** Where other processes find it; absent where none can. */
  readonly address?: StoreAddress;
  /** Everything it has written to disk, or undefined where that is not for us to read. */
  bytesOnDisk?(): Buffer;
  /** Called when all handles are closed. */
  drop(): Promise<void>;
};

/** What every store is held to. Declares its tests, so it is called where those of the runner are. */
export function storeConformance(name: string, createPlace: () => Promise<StorePlace>): void {
  describe(`${name} as a store`, () => {
    let place: StorePlace;
    const handles: Store[] = [];

    beforeEach(async () => {
      place = await createPlace();
    });
    afterEach(async () => {
      for (const handle of handles.splice(0)) await handle.close();
      await place?.drop();
    });

    async function open(): Promise<Store> {
      const handle = await place.open();
      handles.push(handle);
      return handle;
    }

    test("a new one is empty", async () => {
      const store = await open();

      expect(await allChanges(store)).toEqual([]);
      expect(await allContents(store)).toEqual([]);
      await store.ping();
    });

    test("changes come back as they were written, in their order, from any place on", async () => {
      const store = await open();
      const log = entriesAfter(
        undefined,
        [
          registered(1, orders),
          {
            is: "config-set",
            subject: ":.shop:",
            config: { defaultMetadata: { properties: { owner: "\u0000 🦜" } } },
          },
          { is: "refused", action: "register", target: "orders-value", code: "INCOMPATIBLE" },
        ],
        { actor: "ada", requestId: "r-1", address: "::1" },
      );

      await store.append(0, () => batchOf(log.slice(0, 1), [orders]));
      await store.append(1, () => batchOf(log.slice(1)));

      expect(await allChanges(store)).toEqual(log);
      expect(await allChanges(store, 1)).toEqual(log.slice(1));
      expect(await allChanges(store, 3)).toEqual([]);
      expect(await verifyChain(store.changesAfter(0))).toMatchObject({ intact: true, length: 3 });
    });

    test("what was written is there when it is opened again", async () => {
      const first = await open();
      const log = await createWriter(first).write([registered(1, orders)], [orders]);
      if (place.address) await first.close();

      const second = await open();

      expect(await allChanges(second)).toEqual(log);
      expect(await allContents(second)).toEqual([orders]);
    });

    test("what was missed is handed to decide, with its contents", async () => {
      const here = await open();
      const there = await open();
      const others = createWriter(there);
      await createWriter(here).write([registered(1, orders)], [orders]);
      const [, second, third] = await others
        .write([registered(2, customers), registered(3, customers)], [customers])
        .then(() => others.seen());

      const asked: unknown[] = [];
      await here.append(1, (missed, contents) => {
        asked.push(missed, [...contents]);
        return undefined;
      });

      expect(asked).toEqual([[second, third], [[customers.digest, customers]]]);
      expect(await allChanges(here)).toHaveLength(3);
    });

    test("a decide that throws writes nothing, and its error comes out as it is", async () => {
      const store = await open();
      const error = new Error("not allowed");

      await expect(
        store.append(0, () => {
          throw error;
        }),
      ).rejects.toBe(error);

      expect(await allChanges(store)).toEqual([]);
      await createWriter(store).write([registered(1, orders)], [orders]);
    });

    test.each([
      ["leaves one out", [1, 3]],
      ["begins too late", [2]],
      ["begins too early", [0]],
      ["has one twice", [1, 1]],
    ])("a batch that %s writes nothing", async (_what, sequences) => {
      const store = await open();
      const [entry] = entriesAfter(undefined, [registered(1, orders)]);
      const changes = sequences.map((sequence) => ({ ...entry, sequence }) as LoggedChange);

      await expect(store.append(0, () => batchOf(changes, [orders]))).rejects.toMatchObject({
        code: "STORE_OUT_OF_SEQUENCE",
      });

      expect(await allChanges(store)).toEqual([]);
      expect(await allContents(store)).toEqual([]);
      await createWriter(store).write([registered(1, orders)], [orders]);
    });

    test("who has seen more than there is is told so, and does not write", async () => {
      const store = await open();
      await createWriter(store).write([registered(1, orders)], [orders]);
      const decide = () => {
        throw new Error("was asked");
      };

      await expect(store.append(2, decide)).rejects.toMatchObject({ code: "STORE_REWOUND" });
    });

    test("contents come back exactly", async () => {
      const store = await open();
      const contents = [
        orders,
        contentOf({
          text: '{"title": "🦜 \u{10ffff} é é \\u0000 \\\\ \\ud83e\\udd9c \' \\" {}, NULL \\\\N"}',
          references: [],
        }),
        contentOf({ text: JSON.stringify({ description: "ä€🦜x".repeat(1 << 17) }), references: [] }),
        contentOf({ text: " \n\t\r{ }  ", references: [{ name: "a.json", subject: ":.ctx:a", version: 2 }] }),
        contentOf({
          text: "{}",
          references: [],
          metadata: { properties: { '"\\': "\u0000" }, nested: nested(60) },
          ruleSet: { domainRules: [{ name: "r", order: 1.5, tags: null }] },
        }),
        contentOf({ text: "{}", references: [], metadata: {} }),
      ];
      expect(contents[2]?.text.length).toBeGreaterThan(600_000);

      await createWriter(store).write([registered(1, orders)], [...contents, orders]);

      const digests = contents.map(({ digest }) => digest);
      const found = await store.contents([...digests, "sha256:not-there"]);
      expect([...found.keys()].sort()).toEqual(digests.toSorted());
      for (const content of contents) expect(found.get(content.digest)).toEqual(content);
      expect((await allContents(store)).map(({ digest }) => digest).sort()).toEqual(digests.toSorted());
    });

    test("a content that is stored already may come again", async () => {
      const store = await open();
      const writer = createWriter(store);
      await writer.write([registered(1, orders)], [orders]);

      await writer.write([registered(1, orders, "payments-value")], [orders]);

      expect(await allContents(store)).toEqual([orders]);
    });

    test("what is forgotten cannot be read any more, not even from the disk", async () => {
      const store = await open();
      const reader = await open();
      const writer = createWriter(store);
      const secrets = Array.from({ length: 20 }, (_, index) =>
        contentOf({
          text: JSON.stringify({ secret: `c4n4ry-${index}-${"x".repeat(index * 700)}` }),
          references: [],
        }),
      );
      await writer.write(
        secrets.map((secret, index) => registered(index + 1, secret)),
        [orders, ...secrets],
      );
      expect((await reader.contents(secrets.map(({ digest }) => digest))).size).toBe(20);
      if (place.bytesOnDisk) expect(place.bytesOnDisk().includes("c4n4ry-19-")).toBe(true);

      await writer.write(
        [{ is: "subject-deleted", subject: "orders-value", permanent: true }],
        [],
        secrets.map(({ digest }) => digest),
      );

      expect(await store.contents(secrets.map(({ digest }) => digest))).toEqual(new Map());
      expect(await allContents(reader)).toEqual([orders]);
      expect(place.bytesOnDisk?.().includes("c4n4ry-") ?? false).toBe(false);
    });

    test("a content that is needed again in the same batch is not forgotten", async () => {
      const store = await open();
      const writer = createWriter(store);
      await writer.write([registered(1, orders)], [orders]);

      await writer.write([registered(2, orders)], [orders], [orders.digest]);

      expect(await allContents(store)).toEqual([orders]);
    });

    test("a forgotten content of what was missed is not handed on", async () => {
      const here = await open();
      const writer = createWriter(await open());
      await writer.write([registered(1, orders)], [orders]);
      await writer.write(
        [{ is: "subject-deleted", subject: "orders-value", permanent: true }],
        [],
        [orders.digest],
      );
      const asked: number[] = [];

      await here.append(0, (missed, contents) => {
        asked.push(missed.length, contents.size);
        return undefined;
      });

      expect(asked).toEqual([2, 0]);
    });

    test("appends that are asked for at once are done one after the other", async () => {
      const store = await open();
      let last: LoggedChange | undefined;

      await Promise.all(
        Array.from({ length: 50 }, (_, index) =>
          store.append(last?.sequence ?? 0, (missed) => {
            const [entry] = entriesAfter(missed.at(-1) ?? last, [registered(index + 1, orders)]);
            last = entry;
            return entry && batchOf([entry], [orders]);
          }),
        ),
      );

      const log = await allChanges(store);
      expect(log.map(({ change }) => "version" in change && change.version)).toEqual(countTo(50));
      expect(await verifyChain(store.changesAfter(0))).toMatchObject({ intact: true, length: 50 });
    });

    test("two handles that write at once leave no gap and lose nothing", async () => {
      const writers = [await open(), await open()].map(createWriter);

      const written = await Promise.all(
        writers.map(async (writer, which) => {
          const own: LoggedChange[] = [];
          for (const version of countTo(100)) {
            const content = contentOf({ text: `"${which} ${version}"`, references: [] });
            own.push(...(await writer.write([registered(version, content, `s-${which}`)], [content])));
          }
          return own;
        }),
      );

      const store = await open();
      const log = await allChanges(store);
      expect(log.map(({ sequence }) => sequence)).toEqual(countTo(200));
      expect(await verifyChain(store.changesAfter(0))).toMatchObject({ intact: true, length: 200 });
      for (const own of written) for (const entry of own) expect(log[entry.sequence - 1]).toEqual(entry);
      expect(await allContents(store)).toHaveLength(200);
    });

    test("two processes that write at once leave no gap and lose nothing", async (context) => {
      const { address } = place;
      if (address === undefined) return context.skip("no other process can open it");
      await open();
      const processes = await Promise.all(["a", "b"].map((who) => startAppending(address, who, 150)));

      const acknowledged = await Promise.all(processes.map((each) => each.run()));

      const store = await open();
      expect(acknowledged.flat().sort((a, b) => a - b)).toEqual(countTo(300));
      expect(await verifyChain(store.changesAfter(0))).toMatchObject({ intact: true, length: 300 });
      expect(await allContents(store)).toHaveLength(300);
      // Neither had to wait until the other was done.
      expect(Math.min(...acknowledged.map((numbers) => numbers.at(-1) ?? 0))).toBeGreaterThan(150);
    });

    test("two processes may set it up at once", async (context) => {
      const { address } = place;
      if (address === undefined) return context.skip("no other process can open it");
      const processes = await Promise.all(["a", "b", "c"].map((who) => startAppending(address, who, 1)));

      await Promise.all(processes.map((each) => each.run()));

      expect(await allChanges(await open())).toHaveLength(3);
    });

    test("a large batch is written as one, and read in lists that are not", async () => {
      const store = await open();
      const contents = countTo(60).map((index) =>
        contentOf({ text: JSON.stringify(`${index} ${"x".repeat(200_000)}`), references: [] }),
      );
      const changes = countTo(5_000).map((version) => registered(version, orders, "s".repeat(1_000)));
      await createWriter(store).write(changes, [...contents, orders]);

      const listsOfContents = await lists(store.allContents());
      const listsOfChanges = await lists(store.changesAfter(0));

      expect(
        listsOfContents
          .flat()
          .map(({ digest }) => digest)
          .sort(),
      ).toEqual([...contents, orders].map(({ digest }) => digest).sort());
      expect(listsOfChanges.flat().map(({ sequence }) => sequence)).toEqual(countTo(5_000));
      if (place.address === undefined) return;
      for (const list of listsOfContents)
        expect(list.reduce((sum, { text }) => sum + text.length, 0)).toBeLessThan(9_000_000);
      expect(listsOfChanges.length).toBeGreaterThan(1);
    });

    test("watch calls when another handle has written, until it is told to stop", async () => {
      const here = await open();
      const there = createWriter(await open());
      let calls = 0;
      const stop = here.watch(() => {
        calls += 1;
      });

      await there.write([registered(1, orders)], [orders]);
      await eventually(() => calls > 0);
      stop();
      stop();
      const before = calls;
      await there.write([registered(2, orders)]);
      await here.ping();
      await sleep(200);

      expect(calls).toBe(before);
    });

    test("every watch is called, and one that stops does not stop the others", async () => {
      const here = await open();
      const calls = [0, 0];
      const listen = (which: 0 | 1) =>
        here.watch(() => {
          calls[which] = (calls[which] ?? 0) + 1;
        });
      listen(0);
      const stop = listen(1);
      stop();

      await createWriter(await open()).write([registered(1, orders)], [orders]);
      await eventually(() => calls[0] !== 0);

      expect(calls[1]).toBe(0);
    });

    test("close waits for appends that have begun, and may be called twice", async () => {
      const store = await open();
      const writing = createWriter(store).write([registered(1, orders)], [orders]);

      await Promise.all([store.close(), store.close()]);
      await store.close();

      await writing;
      expect(await allChanges(await open())).toHaveLength(1);
    });

    test("what is closed says so", async () => {
      const store = await open();
      await store.close();
      const closed = { code: "STORE_UNAVAILABLE" };

      await expect(store.ping()).rejects.toMatchObject(closed);
      await expect(store.append(0, () => undefined)).rejects.toMatchObject(closed);
      await expect(store.contents(["sha256:x"])).rejects.toMatchObject(closed);
      await expect(allChanges(store)).rejects.toMatchObject(closed);
      await expect(allContents(store)).rejects.toMatchObject(closed);
    });
  });
}

const orders = contentOf({ text: '{"type": "object"}', references: [] });
const customers = contentOf({ text: '{"type":"object","title":"Customers"}', references: [] });

export async function allChanges(store: Store, after = 0): Promise<readonly LoggedChange[]> {
  return (await lists(store.changesAfter(after))).flat();
}

export async function allContents(store: Store): Promise<readonly Content[]> {
  return (await lists(store.allContents())).flat();
}

async function lists<Item>(source: AsyncIterable<readonly Item[]>): Promise<readonly (readonly Item[])[]> {
  const all: (readonly Item[])[] = [];
  for await (const list of source) all.push(list);
  return all;
}

function countTo(last: number): readonly number[] {
  return Array.from({ length: last }, (_, index) => index + 1);
}

function nested(depth: number): JsonObject {
  return depth === 0 ? {} : { in: nested(depth - 1) };
}

/** Waits for something that has no event of its own. The test's own time-out is the limit. */
async function eventually(isSo: () => boolean): Promise<void> {
  while (!isSo()) await sleep(5);
}
