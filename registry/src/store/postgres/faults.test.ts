import { setTimeout as sleep } from "node:timers/promises";
import { useService } from "@concordat/test-services";
import { describeWithService } from "@concordat/test-services/vitest";
import pg from "pg";
import { afterAll, afterEach, describe, expect, test } from "vitest";
import { verifyChain } from "../../core/chain.ts";
import { contentOf } from "../../core/content.ts";
import type { Store } from "../store.ts";
import { allChanges } from "../testing/conformance.ts";
import { startCuttingRelay } from "../testing/cutting-relay.ts";
import { createPostgresPlaces } from "../testing/postgres-places.ts";
import { batchOf, entriesAfter, registered } from "../testing/sample-changes.ts";
import { createWriter } from "../testing/writer.ts";
import { lockSpace } from "./migrate.ts";
import { openPostgresStore } from "./postgres-store.ts";

const stores: Store[] = [];

afterEach(async () => {
  for (const store of stores.splice(0)) await store.close();
});

async function open(url: string): Promise<Store> {
  const store = await openPostgresStore(url);
  stores.push(store);
  return store;
}

const canary = "c4n4ry-p4ss";

const endOthers = `SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database()
  AND pid <> pg_backend_pid() AND application_name = 'concordat-registry'`;

describe("an address that leads nowhere", () => {
  test.each([
    ["no URL", `${canary}`, "DATABASE_URL_INVALID"],
    ["the URL of something else", `mysql://u:${canary}@127.0.0.1/db`, "DATABASE_URL_INVALID"],
    ["a port that is no number", `postgres://u:${canary}@127.0.0.1:x/db`, "DATABASE_URL_INVALID"],
    [
      "a certificate that is not there",
      `postgres://u:${canary}@127.0.0.1/db?sslrootcert=/none.pem`,
      "DATABASE_URL_INVALID",
    ],
    ["nobody listens", `postgres://u:${canary}@127.0.0.1:1/db`, "STORE_UNAVAILABLE"],
    ["a name that does not resolve", `postgres://u:${canary}@none.invalid/db`, "STORE_UNAVAILABLE"],
  ])("%s: %s", async (_what, url, code) => {
    const error = await openPostgresStore(url).catch((error) => error);

    expect(error).toMatchObject({ code });
    expect(everythingSaidBy(error)).not.toContain(canary);
  });
});

describeWithService("postgres", (postgres) => {
  const places = createPostgresPlaces(postgres);
  afterAll(places.close);

  test("the name says where it is, and neither who nor the password", async () => {
    const { url } = await places.create();
    const store = await open(url.replace("//postgres@", `//postgres:${canary}@`));

    expect(store.name).toMatch(/^PostgreSQL, 127\.0\.0\.1:\d+\/stores_\w+$/);
    expect(store.durability).toBe("power loss");
  });

  test("a server that is told to acknowledge before it flushes is not said to survive power loss", async () => {
    const { url } = await places.create();

    expect((await open(`${url}%20-c%20synchronous_commit=off`)).durability).toBe("process crash");
  });

  test.each([
    ["a user that the server does not know", (url: URL) => Object.assign(url, { username: "nobody_knows" })],
    ["a database that is not there", (url: URL) => Object.assign(url, { pathname: "/not_there" })],
  ])("%s is told as no access, without the password", async (_what, alter) => {
    const url = alter(Object.assign(new URL(postgres().url), { password: canary })).href;

    const error = await openPostgresStore(url).catch((error) => error);

    expect(error).toMatchObject({ code: "STORE_ACCESS_DENIED", kind: "auth" });
    expect(everythingSaidBy(error)).not.toContain(canary);
  });

  test("a server without TLS is not used by who asks for it", async () => {
    await expect(openPostgresStore(`${postgres().url}?sslmode=verify-full`)).rejects.toMatchObject({
      code: "STORE_UNAVAILABLE",
      message: expect.stringContaining("SSL"),
    });
  });

  test("tables of another program are left as they are", async () => {
    const { url } = await places.create();
    await execute(url, "CREATE TABLE registry_log (line text)");

    await expect(openPostgresStore(url)).rejects.toMatchObject({ code: "STORE_FOREIGN" });

    expect(await execute(url, "SELECT to_regclass('registry_contents') AS oid")).toEqual([{ oid: null }]);
  });

  test("a store of a newer release is refused, also by who has it open already", async () => {
    const { url } = await places.create();
    const store = await open(url);
    await createWriter(store).write([registered(1, orders)], [orders]);
    await execute(url, "UPDATE registry_layout SET layout = 7");
    const tooNew = { code: "STORE_TOO_NEW", params: { version: 7, known: 1 } };
    const decide = () => {
      throw new Error("was asked");
    };

    await expect(openPostgresStore(url)).rejects.toMatchObject(tooNew);
    await expect(store.append(1, decide)).rejects.toMatchObject(tooNew);
    await expect(store.ping()).rejects.toMatchObject(tooNew);
    expect(await allChanges(store)).toHaveLength(1);
  });

  test("what may only be read is read, and writing is told as not allowed", async () => {
    const { url } = await places.create();
    const log = await createWriter(await open(url)).write([registered(1, orders)], [orders]);

    const store = await open(`${url}%20-c%20default_transaction_read_only=on`);

    expect(await allChanges(store)).toEqual(log);
    await expect(store.ping()).rejects.toMatchObject({ code: "STORE_NOT_WRITABLE" });
    await expect(
      store.append(1, (missed) => batchOf(entriesAfter(missed.at(-1) ?? log[0], [registered(2, orders)]))),
    ).rejects.toMatchObject({ code: "STORE_NOT_WRITABLE" });
  });

  test("a table that was dropped is told as damage", async () => {
    const { url } = await places.create();
    const store = await open(url);
    await execute(url, "DROP TABLE registry_contents");

    await expect(store.contents(["sha256:x"])).rejects.toMatchObject({ code: "STORE_DAMAGED" });
  });

  test("a connection that is lost with the answer to COMMIT leaves it open whether it was written, and reading on tells", async () => {
    const { url } = await places.create();
    const { hostname: host, port } = new URL(url);
    const relay = await startCuttingRelay({ host, port: Number(port) });
    try {
      const store = await open(
        Object.assign(new URL(url), { port: String(relay.port) }).href.replaceAll("+", "%20"),
      );
      const [first] = await createWriter(store).write([registered(1, orders)], [orders]);
      const [second] = entriesAfter(first, [registered(2, orders)]);
      relay.cutAfterCommit();

      await expect(store.append(1, () => second && batchOf([second]))).rejects.toMatchObject({
        code: "STORE_UNAVAILABLE",
        retry: "check-first",
      });

      expect(relay.cuts()).toBe(1);
      const missed: unknown[] = [];
      await store.append(1, (changes) => {
        missed.push(...changes);
        return undefined;
      });
      expect(missed).toEqual([second]);
    } finally {
      await Promise.all(stores.splice(0).map((store) => store.close()));
      await relay.close();
    }
  });

  test("who waits too long for another writer is told so, and writes when it is done", async () => {
    const { url } = await places.create();
    const store = await openPostgresStore(url, { lock_timeout: 100 });
    stores.push(store);
    const writer = createWriter(store);
    await writer.write([registered(1, orders)], [orders]);
    const other = new pg.Client({ connectionString: url });
    await other.connect();
    await other.query(
      `BEGIN; SELECT pg_advisory_xact_lock(${lockSpace} | 'registry_log'::regclass::oid::bigint)`,
    );

    await expect(writer.write([registered(2, orders)])).rejects.toMatchObject({
      code: "STORE_UNAVAILABLE",
      message: expect.stringContaining("lock timeout"),
    });

    await other.end();
    await writer.write([registered(2, orders)]);
    expect(await allChanges(store)).toEqual(writer.seen());
  });

  test("who stands still in the middle of writing does not stop the others", async () => {
    const { url } = await places.create();
    const stopped = await openPostgresStore(url, { idle_in_transaction_session_timeout: 100 });
    stores.push(stopped);
    const other = createWriter(await open(url));
    let meanwhile: Promise<unknown> | undefined;

    const late = stopped.append(0, () => {
      meanwhile = other.write([registered(1, orders)], [orders]);
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 1_000);
      return batchOf(entriesAfter(undefined, [registered(1, orders)]), [orders]);
    });

    await expect(late).rejects.toMatchObject({ code: "STORE_UNAVAILABLE" });
    await meanwhile;
    expect(await allChanges(stopped)).toEqual(other.seen());
  });

  test("a connection that was lost while nobody used it costs nothing", async () => {
    const { url } = await places.create();
    const store = await open(url);
    const writer = createWriter(store);
    await writer.write([registered(1, orders)], [orders]);
    await allChanges(store);
    await execute(url, endOthers);

    await writer.write([registered(2, orders)]);

    expect(await allChanges(store)).toEqual(writer.seen());
    await store.ping();
  });

  test("a listener whose connection was lost hears of what was written meanwhile, and listens on", async () => {
    const { url } = await places.create();
    const here = await open(url);
    const there = createWriter(await open(url));
    let calls = 0;
    here.watch(() => {
      calls += 1;
    });
    await there.write([registered(1, orders)], [orders]);
    await eventually(() => calls > 0);
    await execute(url, `${endOthers} AND (query ILIKE '%listen%' OR query ILIKE '%max(sequence)%')`);
    calls = 0;

    await there.write([registered(2, orders)]);
    await eventually(() => calls > 0);
    calls = 0;
    await there.write([registered(3, orders)]);
    await eventually(() => calls > 0);
  });
});

describe("a server of one's own", () => {
  test("one that was killed is told to be away, and is used again once it is back", async (context) => {
    const server = await useService("postgres", { exclusive: true, test: context });
    const store = await open(server.url);
    const writer = createWriter(store);
    await writer.write([registered(1, orders)], [orders]);
    await store.ping();
    let calls = 0;
    store.watch(() => {
      calls += 1;
    });

    await server.kill9();

    const unavailable = { code: "STORE_UNAVAILABLE" };
    await expect(store.ping()).rejects.toMatchObject(unavailable);
    await expect(writer.write([registered(2, orders)])).rejects.toMatchObject(unavailable);
    await expect(allChanges(store)).rejects.toMatchObject(unavailable);

    await server.restart();
    await store.ping();
    await writer.write([registered(3, orders)]);
    expect(await verifyChain(store.changesAfter(0))).toMatchObject({ intact: true, length: 2 });
    calls = 0;
    await createWriter(await open(server.url)).write([registered(4, orders)]);
    await eventually(() => calls > 0);
    await store.close();
    stores.length = 0;
  });

  test("one that has fallen silent is not waited for by a probe, nor by close", async (context) => {
    const server = await useService("postgres", { exclusive: true, test: context });
    const store = await open(server.url);
    await createWriter(store).write([registered(1, orders)], [orders]);
    await store.ping();

    await server.whilePaused(async () => {
      await expect(store.ping()).rejects.toMatchObject({
        code: "STORE_UNAVAILABLE",
        message: expect.stringContaining("no answer"),
      });
      await store.close();
    });
    stores.length = 0;
  });
});

const orders = contentOf({ text: '{"type": "object"}', references: [] });

/** All that a log could make of it. */
function everythingSaidBy(error: unknown): string {
  const parts: unknown[] = [];
  for (let each = error; each instanceof Error; each = each.cause)
    parts.push(each.stack, JSON.stringify(each), JSON.stringify(Object.entries(each)));
  return parts.join("\n");
}

async function execute(url: string, sql: string): Promise<readonly unknown[]> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return (await client.query(sql)).rows;
  } finally {
    await client.end();
  }
}

async function eventually(isSo: () => boolean): Promise<void> {
  while (!isSo()) await sleep(5);
}
