import type { Declaration, Type, TypeModel } from "@concordat/gen-core";

/** Which declarations stand in the module of which root. */
export type Placing = {
  /** The root in whose module a declaration stands for all others; absent where every module has its own copy. */
  readonly owners: ReadonlyMap<string, number>;
  /** By root: the keys of what its module declares, the root first. */
  readonly declared: readonly (readonly string[])[];
  /** By root: the keys of what its module needs from others. */
  readonly imported: readonly (readonly string[])[];
};

/** What stands in the document of a root belongs to that root; of several roots in one document to the nearest above it. */
export function placeDeclarations({ declarations, roots }: TypeModel): Placing {
  const owners = ownersOf(declarations, roots);
  const owned = Map.groupBy(declarations.keys(), (key) => owners.get(key));
  const declared: string[][] = [];
  const imported: string[][] = [];
  for (const index of roots.keys()) {
    const reached = new Set(owned.get(index) ?? []);
    const foreign = new Set<string>();
    // A set grows while it is walked.
    for (const key of reached)
      for (const to of referencesIn(declarations.get(key)?.type))
        ((owners.get(to) ?? index) === index ? reached : foreign).add(to);
    const root = roots[index];
    if (root !== undefined && !reached.has(root)) foreign.add(root);
    declared.push([...reached]);
    imported.push([...foreign]);
  }
  return { owners, declared, imported };
}

function ownersOf(
  declarations: ReadonlyMap<string, Declaration>,
  roots: readonly string[],
): ReadonlyMap<string, number> {
  const places = roots.map((key) => declarations.get(key)?.location);
  const owners = new Map<string, number>();
  for (const [key, { location }] of declarations) {
    let nearest = -1;
    let length = -1;
    for (const [index, place] of places.entries()) {
      if (place?.document !== location.document || place.pointer.length <= length) continue;
      if (location.pointer !== place.pointer && !location.pointer.startsWith(`${place.pointer}/`)) continue;
      nearest = index;
      length = place.pointer.length;
    }
    if (nearest >= 0) owners.set(key, nearest);
  }
  for (const [index, key] of roots.entries()) if (roots.indexOf(key) === index) owners.set(key, index);
  return owners;
}

function referencesIn(type: Type | undefined): readonly string[] {
  switch (type?.kind) {
    case "reference":
      return [type.to];
    case "list":
      return [...type.first, type.rest].flatMap(referencesIn);
    case "object": {
      const others = type.others.are === "typed" ? [type.others.type] : [];
      return [...[...type.members, ...type.patterns].map((member) => member.type), ...others].flatMap(
        referencesIn,
      );
    }
    case "union":
    case "intersection":
      return type.of.flatMap(referencesIn);
    default:
      return [];
  }
}
