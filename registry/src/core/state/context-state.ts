/**
 * The ids of one context. The registry never gives one twice, also when all its versions are gone; only who imports may
 * then say anew what one means.
 */
export type ContextState = {
  readonly nextId: number;
  /** Digests of the contents that the id was given to, in that order. Some may be gone for good. */
  contentsOf(id: number): readonly string[];
  give(id: number, content: string): void;
  copy(): ContextState;
};

export function createContextState(
  contents: Map<number, readonly string[]> = new Map(),
  first = 1,
): ContextState {
  let nextId = first;
  return {
    get nextId() {
      return nextId;
    },
    contentsOf: (id) => contents.get(id) ?? [],
    give: (id, content) => {
      const known = contents.get(id) ?? [];
      if (!known.includes(content)) contents.set(id, [...known, content]);
      nextId = Math.max(nextId, id + 1);
    },
    copy: () => createContextState(new Map(contents), nextId),
  };
}
