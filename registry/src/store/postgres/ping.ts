import { setTimeout as sleep } from "node:timers/promises";
import { storeErrors } from "../errors.ts";
import type { Connection } from "./connection.ts";
import { demandKnown } from "./migrate.ts";

/** What a readiness probe waits for at most. */
const withinMs = 1_500;

/** Whether the log can be read and written right now, by us, on this server. */
export async function ping(connection: Connection, store: string): Promise<void> {
  const patience = new AbortController();
  const tooLate = sleep(withinMs, undefined, { signal: patience.signal }).then(() => {
    throw storeErrors.STORE_UNAVAILABLE({ store, reason: `no answer within ${withinMs} ms` });
  });
  const asked = ask(connection, store);
  // Of two that fail, one is not waited for.
  for (const each of [tooLate, asked]) each.catch(() => {});
  try {
    await Promise.race([asked, tooLate]);
  } finally {
    patience.abort();
  }
}

async function ask(connection: Connection, store: string): Promise<void> {
  const { rows } = await connection.ask((client) =>
    client.query<{ readonly layout: number; readonly may: boolean; readonly standby: boolean }>({
      name: "ping",
      text: `SELECT layout, has_table_privilege('registry_log', 'INSERT') AS may,
        pg_is_in_recovery() OR current_setting('transaction_read_only')::boolean AS standby FROM registry_layout`,
    }),
  );
  const [row] = rows;
  if (row === undefined) throw storeErrors.STORE_DAMAGED({ store, reason: "its layout is unknown" });
  demandKnown(row.layout, store);
  if (row.standby) throw storeErrors.STORE_NOT_WRITABLE({ store, reason: "the server is read-only" });
  if (!row.may) throw storeErrors.STORE_NOT_WRITABLE({ store, reason: "the user may not insert" });
}
