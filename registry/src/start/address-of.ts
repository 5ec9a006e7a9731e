import type { Settings } from "../settings/table.ts";
import type { StoreAddress } from "../store/open-store.ts";

/** Where the registry keeps what must survive, as the settings say. */
export function addressOf({ databaseUrl, data }: Pick<Settings, "databaseUrl" | "data">): StoreAddress {
  return databaseUrl === undefined ? { data } : { databaseUrl };
}
