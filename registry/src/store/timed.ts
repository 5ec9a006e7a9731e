import type { Store } from "./store.ts";

/** Tells how long each way of using a store took, in seconds, and whether it went well. */
export type StoreWatcher = (operation: "append" | "contents" | "ping", seconds: number, ok: boolean) => void;

/** The same store, watched. */
export function timedStore(store: Store, told: StoreWatcher): Store {
  const timed = async <Result>(operation: Parameters<StoreWatcher>[0], run: () => Promise<Result>) => {
    const started = performance.now();
    let ok = false;
    try {
      const result = await run();
      ok = true;
      return result;
    } finally {
      told(operation, (performance.now() - started) / 1000, ok);
    }
  };
  return {
    name: store.name,
    durability: store.durability,
    changesAfter: (sequence) => store.changesAfter(sequence),
    contents: (digests) => timed("contents", () => store.contents(digests)),
    allContents: () => store.allContents(),
    append: (after, decide) => timed("append", () => store.append(after, decide)),
    watch: (listener) => store.watch(listener),
    ping: () => timed("ping", () => store.ping()),
    close: () => store.close(),
  };
}
