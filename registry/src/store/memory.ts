import type { Content } from "../core/content.ts";
import { checkSequences, digestsIn, forgottenOf, missedAfter } from "./batch.ts";
import { storeErrors } from "./errors.ts";
import { createListeners } from "./listeners.ts";
import type { LoggedChange } from "./logged-change.ts";
import type { Store } from "./store.ts";

/** What several stores of one process can share, as several processes share a database. */
export type StoreMemory = {
  readonly log: LoggedChange[];
  readonly contents: Map<string, Content>;
  readonly written: EventTarget;
};

export function createStoreMemory(): StoreMemory {
  return { log: [], contents: new Map(), written: new EventTarget() };
}

/** Keeps everything as long as the process lives: for tests, and for a registry that is tried out. */
export function createMemoryStore(memory: StoreMemory = createStoreMemory()): Store {
  const name = "memory";
  const { log, contents, written } = memory;
  const listeners = createListeners();
  let isClosed = false;

  const contentsOf = (digests: readonly string[]): ReadonlyMap<string, Content> =>
    new Map(
      digests.flatMap((digest) => {
        const content = contents.get(digest);
        return content ? [[digest, content] as const] : [];
      }),
    );
  const demandOpen = () => {
    if (isClosed) throw storeErrors.STORE_UNAVAILABLE({ store: name, reason: "it is closed" });
  };
  const tell = (event: Event) => {
    if (event instanceof Written && event.by !== listeners) listeners.call();
  };
  written.addEventListener("written", tell);

  return {
    name,
    durability: "nothing",
    async *changesAfter(sequence) {
      demandOpen();
      const changes = log.slice(sequence);
      if (changes.length > 0) yield changes;
    },
    async contents(digests) {
      demandOpen();
      return contentsOf(digests);
    },
    async *allContents() {
      demandOpen();
      if (contents.size > 0) yield [...contents.values()];
    },
    async append(after, decide) {
      demandOpen();
      const missed = missedAfter(after, log.slice(Math.max(after - 1, 0)), name);
      const batch = decide(missed, contentsOf(digestsIn(missed)));
      if (batch === undefined) return;
      checkSequences(batch, log.length);
      for (const digest of forgottenOf(batch)) contents.delete(digest);
      for (const content of batch.contents) contents.set(content.digest, content);
      for (const change of batch.changes) log.push(change);
      written.dispatchEvent(new Written(listeners));
    },
    watch: (listener) => listeners.add(listener),
    async ping() {
      demandOpen();
    },
    async close() {
      isClosed = true;
      listeners.clear();
      written.removeEventListener("written", tell);
    },
  };
}

class Written extends Event {
  readonly by: object;

  constructor(by: object) {
    super("written");
    this.by = by;
  }
}
