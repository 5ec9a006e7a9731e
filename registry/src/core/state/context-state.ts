/** The ids of one context. An id, once given, never means anything else, also when all its versions are gone. */
export type ContextState = {
  readonly nextId: number;
  /** Digest of the content that the id was first given to. */
  contentOf(id: number): string | undefined;
  give(id: number, content: string): void;
  copy(): ContextState;
};

export function createContextState(contents: Map<number, string> = new Map(), first = 1): ContextState {
  let nextId = first;
  return {
    get nextId() {
      return nextId;
    },
    contentOf: (id) => contents.get(id),
    give: (id, content) => {
      if (!contents.has(id)) contents.set(id, content);
      nextId = Math.max(nextId, id + 1);
    },
    copy: () => createContextState(new Map(contents), nextId),
  };
}
