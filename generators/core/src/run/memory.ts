/** Answers what was made under this key before, or makes it. The key says everything that the piece depends on. */
export type Remember = <Piece>(key: string, make: () => Piece) => Piece;

export type Memory = {
  readonly remember: Remember;
  /** Forgets what nobody asked for since the last call: the pieces of contracts that are gone. */
  sweep(): void;
};

/** What a watching process keeps between runs, so that one edit costs the work of one contract. */
export function createMemory(): Memory {
  let kept = new Map<string, unknown>();
  let asked = new Map<string, unknown>();
  return {
    remember: <Piece>(key: string, make: () => Piece) => {
      const piece = asked.has(key) ? asked.get(key) : kept.has(key) ? kept.get(key) : make();
      asked.set(key, piece);
      return piece as Piece;
    },
    sweep() {
      kept = asked;
      asked = new Map();
    },
  };
}
