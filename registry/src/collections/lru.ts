/** Of the entries that are used most recently at least half the number, and never more than the number. */
export type Lru<Value, Key = string> = {
  get(key: Key): Value | undefined;
  set(key: Key, value: Value): void;
  delete(key: Key): void;
  readonly size: number;
};

/**
 * Two generations: what is used is young, and when half of the places are taken by the young, they are the old ones and
 * the old ones are gone. So what is asked for again and again is looked up and nothing more, where one list in exact
 * order would have to be mended for each look.
 */
export function createLru<Value, Key = string>(most: number): Lru<Value, Key> {
  const mostYoung = Math.max(1, Math.floor(most / 2));
  let young = new Map<Key, Value>();
  let old = new Map<Key, Value>();

  const rejuvenate = (key: Key, value: Value) => {
    old.delete(key);
    if (young.size >= mostYoung && !young.has(key)) {
      old = young;
      young = new Map();
    }
    young.set(key, value);
  };

  return {
    get(key) {
      const value = young.get(key);
      if (value !== undefined) return value;
      const before = old.get(key);
      if (before !== undefined) rejuvenate(key, before);
      return before;
    },
    set: rejuvenate,
    delete(key) {
      young.delete(key);
      old.delete(key);
    },
    get size() {
      return young.size + old.size;
    },
  };
}
