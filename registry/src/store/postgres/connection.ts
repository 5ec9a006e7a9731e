import { setTimeout as sleep } from "node:timers/promises";
import type pg from "pg";
import { storeErrors } from "../errors.ts";
import { orStoreError, wasLost } from "./postgres-errors.ts";

/** One connection: made when it is first needed, and made anew once it was lost. */
export type Connection = {
  /**
   * Asks for what changes nothing: if the connection turns out to have been lost, it is asked again, once, over a new one.
   * What the driver throws comes out as the registry's error.
   */
  ask<Result>(work: (client: pg.Client) => Promise<Result>): Promise<Result>;
  /** Gives this client up if it is still the one in use; what the server was doing for it is undone, unless it is done. */
  drop(client: pg.Client): void;
  close(): Promise<void>;
};

export type ConnectionOptions = {
  readonly store: string;
  readonly create: () => pg.Client;
  /** What a new connection begins with. */
  readonly begin?: (client: pg.Client) => Promise<unknown>;
  /** Called when it is lost without having been closed. */
  readonly onLost?: () => void;
};

/** How long a server that no longer answers may keep us from closing. */
const partingMs = 1_000;

export function createConnection({ store, create, begin, onLost }: ConnectionOptions): Connection {
  let current: { readonly client: pg.Client; readonly ready: Promise<pg.Client> } | undefined;
  let isClosed = false;

  function connect(): Promise<pg.Client> {
    const client = create();
    const forget = () => {
      if (current?.client !== client) return;
      current = undefined;
      if (!isClosed) onLost?.();
    };
    // Without a listener an error while nothing is asked would end the process; `end` follows it.
    client.on("error", forget).on("end", forget);
    const ready = new Promise<pg.Client>((resolve, reject) => {
      // Who is told to end while it connects would otherwise never say what became of it.
      client.once("end", () => reject(new Error("Connection terminated")));
      prepare(client, begin).then(() => resolve(client), reject);
    });
    current = { client, ready };
    ready.catch(() => {
      part(client);
      forget();
    });
    return ready;
  }

  async function connected(): Promise<pg.Client> {
    if (isClosed) throw storeErrors.STORE_UNAVAILABLE({ store, reason: "it is closed" });
    return current?.ready ?? connect();
  }

  function drop(client: pg.Client): void {
    if (current?.client !== client) return;
    current = undefined;
    void part(client);
  }

  async function attempt<Result>(work: (client: pg.Client) => Promise<Result>): Promise<Result> {
    const client = await connected();
    try {
      return await work(client);
    } catch (error) {
      if (!wasLost(error)) throw error;
      drop(client);
      return await work(await connected());
    }
  }

  return {
    ask: (work) => orStoreError(store, () => attempt(work)),
    drop,
    async close() {
      isClosed = true;
      const closed = current?.client;
      current = undefined;
      if (closed) await part(closed);
    },
  };
}

async function prepare(client: pg.Client, begin: ConnectionOptions["begin"]): Promise<void> {
  await client.connect();
  // Our statements take less time than their compilation, which the planner now and then thinks worth while.
  await Promise.all([client.query("SET jit = off"), begin?.(client)]);
}

/** Says good-bye where somebody listens, and goes in any case. */
async function part(client: pg.Client): Promise<void> {
  const patience = new AbortController();
  const ended = client.end().catch(() => {});
  await Promise.race([ended, sleep(partingMs, undefined, { signal: patience.signal }).catch(() => {})]);
  patience.abort();
  client.connection.stream.destroy();
}
