import type { Settings } from "../settings/table.ts";
import { createMemoryStore } from "../store/memory.ts";
import type { Store } from "../store/store.ts";

/** The store that the settings name. Its caller closes it. */
export async function openStore(_settings: Pick<Settings, "data" | "databaseUrl">): Promise<Store> {
  return createMemoryStore();
}
