import { type Holds, type Literal, never, type Specialise, type Terms } from "../terms/index.ts";

/** Member names and the propositions about them. */
export type Names = {
  /** The names that a proposition lists, if it is nothing but a list. */
  listed(names: Literal): readonly string[] | undefined;
  /** Names that a proposition singles out, by allowing or by excepting them. */
  mentioned(names: Literal): readonly string[];
  matches(names: Literal, name: string): boolean;
  /** The proposition for names other than those: what only speaks of those falls away. */
  among(names: Literal, others: ReadonlySet<string>): Literal;
};

export function createNames({
  terms,
  specialise,
  holds,
}: {
  readonly terms: Terms;
  readonly specialise: Specialise;
  readonly holds: Holds;
}): Names {
  const matched = new Map<Literal, Map<string, boolean>>();
  const listedIn = new Map<Literal, readonly string[] | undefined>();
  const mentionedIn = new Map<Literal, readonly string[]>();

  const listed = (names: Literal): readonly string[] | undefined => {
    if (listedIn.has(names)) return listedIn.get(names);
    const special = specialise(names, "string");
    const node = terms.nodeOf(special);
    const list =
      special === never
        ? []
        : special > 0 && node.kind === "scalars"
          ? [...node.values].filter((value) => typeof value === "string")
          : undefined;
    listedIn.set(names, list);
    return list;
  };

  const findMentioned = (special: Literal): readonly string[] => {
    const node = terms.nodeOf(special);
    if (node.kind === "scalars") return [...node.values].filter((value) => typeof value === "string");
    return node.kind === "and" ? node.of.flatMap(findMentioned) : [];
  };

  const among = (names: Literal, others: ReadonlySet<string>): Literal => {
    const special = specialise(names, "string");
    if (special < 0) return -amongPositive(-special, others);
    return amongPositive(special, others);
  };
  const amongPositive = (names: Literal, others: ReadonlySet<string>): Literal => {
    const node = terms.nodeOf(names);
    if (node.kind === "and") return terms.and(node.of.map((member) => among(member, others)));
    if (node.kind !== "scalars") return names;
    return terms.scalars([...node.values].filter((value) => typeof value === "string" && !others.has(value)));
  };

  return {
    listed,
    mentioned(names) {
      const found = mentionedIn.get(names) ?? findMentioned(specialise(names, "string"));
      mentionedIn.set(names, found);
      return found;
    },
    matches(names, name) {
      const list = listed(names);
      if (list !== undefined && list.length < 8) return list.includes(name);
      const known = matched.get(names) ?? new Map<string, boolean>();
      if (known.size === 0) matched.set(names, known);
      const isMatch = known.get(name) ?? holds(names, name);
      known.set(name, isMatch);
      return isMatch;
    },
    among,
  };
}
