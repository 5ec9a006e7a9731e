import { createRegistry, type Registry } from "../core/registry.ts";
import type { Settings } from "../settings/table.ts";
import { openStore } from "../store/open-store.ts";
import { addressOf } from "./address-of.ts";
import { createClosing } from "./closing.ts";

/** Does something with a registry that need not run: opens its store, and closes it afterwards, whatever happens. */
export async function withRegistry<Result>(
  settings: Pick<Settings, "databaseUrl" | "data">,
  work: (registry: Registry) => Promise<Result>,
): Promise<Result> {
  const closing = createClosing();
  try {
    const store = closing.later(await openStore(addressOf(settings)));
    return await work(closing.later(await createRegistry({ store })));
  } finally {
    await closing.close();
  }
}
