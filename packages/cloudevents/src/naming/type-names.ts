import { nearestFew } from "@concordat/errors";

/** The types of a catalogue, found by the names that older code gave them. */
export type TypeNames = {
  /** The current types, without those that are a short name of another one. */
  readonly current: ReadonlySet<string>;
  /** What somebody said that a name means; it goes before everything else. */
  readonly said: ReadonlyMap<string, string>;
  /**
   * The type that a name means: the type itself, or the only one that ends in the name's words. Underscores count for
   * nothing, so `object_type.created` and `oms.objecttype.created` are both `com.foundry.oms.objecttype.created`.
   */
  find(name: string): string | undefined;
  /** Up to three names, spelled as briefly as this one, that were perhaps meant. */
  near(name: string): readonly string[];
};

/**
 * A name of at least two words says which event is meant; `created` alone says nothing. A name that two types end in
 * says nothing either.
 */
export function createTypeNames(
  types: readonly string[],
  names: Readonly<Record<string, string>> = {},
): TypeNames {
  const said = new Map(Object.entries(names));
  const byEnding = new Map<string, string | undefined>();
  for (const type of new Set(types))
    for (const ending of endingsOf(type)) byEnding.set(ending, byEnding.has(ending) ? undefined : type);
  const current = new Set(types.filter((type) => !byEnding.has(type)));
  return {
    current,
    said,
    find(name) {
      const meant = said.get(name);
      if (meant !== undefined) return meant;
      if (current.has(name)) return name;
      const folded = name.replaceAll("_", "");
      return current.has(folded) ? folded : byEnding.get(folded);
    },
    near(name) {
      const words = name.split(".").length;
      const names = [...byEnding.keys(), ...current].filter((each) => each.split(".").length === words);
      return nearestFew(name, names, 3);
    },
  };
}

/** `b.c.d` and `c.d`, of `a.b.c.d`. */
function endingsOf(type: string): readonly string[] {
  const words = type.split(".");
  return words.slice(1, -1).map((_, index) => words.slice(index + 1).join("."));
}
