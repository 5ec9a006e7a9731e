/** Who wants to know that others have written. */
export type Listeners = {
  add(listener: () => void): () => void;
  readonly size: number;
  call(): void;
  clear(): void;
};

export function createListeners(): Listeners {
  // Each watch is a box of its own, so that a listener that was added twice is also removed twice.
  const watches = new Set<{ readonly listener: () => void }>();
  return {
    add(listener) {
      const watch = { listener };
      watches.add(watch);
      return () => void watches.delete(watch);
    },
    get size() {
      return watches.size;
    },
    call: () => {
      for (const { listener } of [...watches]) listener();
    },
    clear: () => watches.clear(),
  };
}
