import { createMemoryStore } from "./memory.ts";
import type { Store } from "./store.ts";

/** Where a store lies: on a PostgreSQL server, or in a folder; `:memory:` is no folder. */
export type StoreAddress = { readonly databaseUrl: string } | { readonly data: string };

/** Opens the store that is there, or sets up a new one. Only what is needed is loaded. */
export async function openStore(address: StoreAddress): Promise<Store> {
  if ("databaseUrl" in address) {
    const { openPostgresStore } = await import("./postgres/postgres-store.ts");
    return openPostgresStore(address.databaseUrl);
  }
  if (address.data === ":memory:") return createMemoryStore();
  const { openSqliteStore } = await import("./sqlite/sqlite-store.ts");
  return openSqliteStore(address.data);
}
