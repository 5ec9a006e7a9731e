/** The ids of one context. An id, once given, never means anything else, also when all its versions are gone. */
export type ContextState = {
  readonly nextId: number;
  /** Digest of the content that has the id: of those that differ in white space alone, the first that is still there. */
  contentOf(id: number): string | undefined;
  /** To a content that gets it, or has it already by another. */
  give(id: number, content: string): void;
  /** On to another content, since the one that had it is gone. */
  pass(id: number, content: string): void;
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
    pass: (id, content) => void contents.set(id, content),
    copy: () => createContextState(new Map(contents), nextId),
  };
}
