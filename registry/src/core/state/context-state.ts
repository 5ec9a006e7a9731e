/**
 * The ids of one context. The registry never gives one twice, also when all its versions are gone; only who imports may
 * then say anew what one means.
 */
export type ContextState = {
  readonly nextId: number;
  /** Digests of the contents that the id was given to. Some may be gone for good. */
  givenTo(id: number): Given;
  give(id: number, content: string): void;
  copy(): ContextState;
};

/** Once by when each content got the id first, once by when it got it last. */
type Given = { readonly first: readonly string[]; readonly last: readonly string[] };

const nobody: Given = { first: [], last: [] };

export function createContextState(given: Map<number, Given> = new Map(), firstId = 1): ContextState {
  let nextId = firstId;
  return {
    get nextId() {
      return nextId;
    },
    givenTo: (id) => given.get(id) ?? nobody,
    give: (id, content) => {
      const { first, last } = given.get(id) ?? nobody;
      if (first.length === 0) {
        // Nearly all are given to one, and there are many.
        const only = [content];
        given.set(id, { first: only, last: only });
      } else if (last.at(-1) !== content)
        given.set(id, {
          first: first.includes(content) ? first : [...first, content],
          last: [...last.filter((each) => each !== content), content],
        });
      nextId = Math.max(nextId, id + 1);
    },
    copy: () => createContextState(new Map(given), nextId),
  };
}
