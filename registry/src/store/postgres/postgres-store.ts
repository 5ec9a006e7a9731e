import { randomUUID } from "node:crypto";
import type pg from "pg";
import { checkSequences, digestsIn, forgottenOf, missedAfter } from "../batch.ts";
import { createListeners } from "../listeners.ts";
import { createQueue } from "../queue.ts";
import type { Batch, Store } from "../store.ts";
import { type Connection, createConnection } from "./connection.ts";
import { type Limits, parseDatabaseUrl } from "./database-url.ts";
import { demandKnown, lockSpace, migrate } from "./migrate.ts";
import { ping } from "./ping.ts";
import { orStoreError } from "./postgres-errors.ts";
import {
  contentsWith,
  layoutIn,
  piecesOf,
  someChangesFrom,
  someContentsAfter,
  theRest,
  write,
} from "./statements.ts";
import { channel, createWatcher } from "./watcher.ts";

/**
 * A registry's store in a PostgreSQL database, where any number of instances may use it.
 *
 * Three connections: writes are one at a time anyway, reads must not wait for writes, and notifications and probes must
 * not wait for either.
 */
export async function openPostgresStore(databaseUrl: string, limits?: Partial<Limits>): Promise<Store> {
  const { place, create } = parseDatabaseUrl(databaseUrl, limits);
  const store = `PostgreSQL, ${place}`;
  const writing = createConnection({ store, create });
  try {
    return createPostgresStore(await writing.ask((client) => prepare(client, store)), {
      store,
      create,
      writing,
    });
  } catch (error) {
    await writing.close();
    throw error;
  }
}

type Prepared = { readonly lock: string; readonly durability: Store["durability"] };

async function prepare(client: pg.Client, store: string): Promise<Prepared> {
  await migrate(client, store);
  const { rows } = await client.query<{ readonly lock: string; readonly flushes: boolean }>(
    `SELECT ${lockSpace} | 'registry_log'::regclass::oid::bigint AS lock,
      current_setting('fsync')::boolean AND current_setting('synchronous_commit') <> 'off' AS flushes`,
  );
  return { lock: String(rows[0]?.lock), durability: rows[0]?.flushes ? "power loss" : "process crash" };
}

type Parts = {
  readonly store: string;
  readonly create: () => pg.Client;
  readonly writing: Connection;
};

function createPostgresStore({ lock, durability }: Prepared, { store, create, writing }: Parts): Store {
  const self = randomUUID();
  const listeners = createListeners();
  const appends = createQueue();
  const reading = createConnection({ store, create });
  const watcher = createWatcher({ store, create }, { listeners, self });

  /**
   * Holds the log's lock from here to the end of the transaction, and reads what others wrote before. The lock is taken by
   * a statement of its own: one that waited for it would go on to read what it saw before it waited.
   *
   * An advisory lock is in memory; a locked row would be written to disk, and a locked table stands in the way of VACUUM.
   */
  const begin = (from: number) =>
    writing.ask(async (client) => {
      try {
        const [, layout, first] = await Promise.all([
          client.query(`BEGIN ISOLATION LEVEL READ COMMITTED; SELECT pg_advisory_xact_lock(${lock})`),
          layoutIn(client),
          someChangesFrom(client, from),
        ]);
        return { client, layout, changes: await theRest(client, first) };
      } catch (error) {
        rollBack(client);
        throw error;
      }
    });

  async function append(after: number, decide: Parameters<Store["append"]>[1]): Promise<void> {
    const { client, layout, changes } = await begin(after);
    try {
      demandKnown(layout, store);
      const missed = missedAfter(after, changes, store);
      const contents = await orStoreError(store, () => contentsWith(client, digestsIn(missed)));
      const batch = decide(missed, contents);
      if (batch === undefined) return rollBack(client);
      const last = missed.at(-1)?.sequence ?? after;
      checkSequences(batch, last);
      await commit(client, batch);
      watcher.knows(last + batch.changes.length);
    } catch (error) {
      rollBack(client);
      throw error;
    }
  }

  /** Nobody waits for it; what comes next on this connection comes after it. */
  function rollBack(client: pg.Client): void {
    client.query("ROLLBACK").catch(() => writing.drop(client));
  }

  /** The last statement and COMMIT go in one round trip. If the connection is lost there, nobody knows. */
  async function commit(client: pg.Client, batch: Batch): Promise<void> {
    const pieces = piecesOf({ ...batch, forgotten: forgottenOf(batch) });
    await orStoreError(store, async () => {
      for (const piece of pieces.slice(0, -1)) await write(client, piece);
      await Promise.all([
        ...pieces.slice(-1).map((piece) => write(client, piece)),
        client.query(`NOTIFY ${channel}, '${self}'; COMMIT`),
      ]);
    });
  }

  return {
    name: store,
    durability,

    async *changesAfter(sequence) {
      for (let next = sequence + 1, more = true; more; ) {
        const from = next;
        const some = await reading.ask((client) => someChangesFrom(client, from));
        if (some.changes.length > 0) yield some.changes;
        next += some.changes.length;
        more = some.more;
      }
    },

    contents: (digests) => reading.ask((client) => contentsWith(client, digests)),

    async *allContents() {
      for (let place = "0"; ; ) {
        const from = place;
        const some = await reading.ask((client) => someContentsAfter(client, from));
        if (some.contents.length === 0) return;
        yield some.contents;
        place = some.place;
      }
    },

    append: (after, decide) => appends.run(() => append(after, decide)),

    watch(listener) {
      const remove = listeners.add(listener);
      watcher.start();
      return () => {
        remove();
        if (listeners.size === 0) watcher.stop();
      };
    },

    ping: () => ping(watcher.connection, store),

    async close() {
      await appends.idle();
      watcher.stop();
      listeners.clear();
      await Promise.all([writing, reading, watcher.connection].map((connection) => connection.close()));
    },
  };
}
