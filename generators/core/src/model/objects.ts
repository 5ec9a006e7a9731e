import { createRegExpMatcher } from "@concordat/schema";
import type { ObjectFacet, Shape } from "./facet.ts";
import type { TypeOf } from "./lists.ts";
import { distinct, type Part } from "./part.ts";
import type { Docs, Member, ObjectType, Others, PatternMembers, Type } from "./type.ts";

export type ObjectWorld = {
  readonly typeOf: TypeOf;
  readonly isNever: (type: Type) => boolean;
  readonly docsOf: (parts: readonly Part[]) => Docs;
  /** The strings of a type, where they are counted. */
  readonly stringsOf: (type: Type) => readonly string[] | undefined;
};

/** The objects that a shape lets through; `undefined` where there are none. */
export function objectOfShape(shape: Shape, world: ObjectWorld): ObjectType | undefined {
  const { objects, required, absent } = shape;
  const allowed = allowedNames(objects, world);
  const others = allowed === undefined ? othersOf(objects, world) : { are: "refused" as const };
  const members: Member[] = [];
  for (const name of namesOf(shape, allowed)) {
    const isRequired = required.has(name);
    const parts = distinct(partsOfMember(name, objects));
    const isRefused = absent.has(name) || allowed?.has(name) === false;
    const type: Type = isRefused ? { kind: "never" } : world.typeOf(parts);
    if (world.isNever(type)) {
      if (isRequired) return undefined;
      // Where all others are refused as well, it need not be told.
      if (others.are === "refused" && !absent.has(name)) continue;
    }
    members.push({ name, type, isRequired, docs: world.docsOf(parts) });
  }
  const patterns = allowed === undefined ? patternsOf(objects, others, world) : [];
  return { kind: "object", members, patterns, others };
}

function namesOf(
  { objects, required, absent }: Shape,
  allowed: ReadonlySet<string> | undefined,
): Set<string> {
  const declared = objects.flatMap(({ members }) => [...members.keys()]);
  return new Set([...declared, ...required, ...absent, ...(allowed ?? [])]);
}

/** What `propertyNames` leaves, where it leaves a handful. */
function allowedNames(objects: readonly ObjectFacet[], world: ObjectWorld): ReadonlySet<string> | undefined {
  const names = objects.flatMap((facet) => facet.names ?? []);
  if (names.length === 0) return undefined;
  const type = world.typeOf(distinct(names));
  const strings = world.isNever(type) ? [] : world.stringsOf(type);
  return strings && new Set(strings);
}

const matches = createRegExpMatcher();

/** All that speaks of a member of this name. What cannot be told is left out, which makes the type wider. */
function partsOfMember(name: string, objects: readonly ObjectFacet[]): readonly Part[] {
  return objects.flatMap(({ members, patterns, others }) => {
    const own = members.get(name);
    const judged = patterns.map(({ pattern, part }) => ({ part, isMatch: matches(pattern, name) }));
    const found = [
      ...(own === undefined ? [] : [own]),
      ...judged.filter(({ isMatch }) => isMatch === true).map(({ part }) => part),
    ];
    const isSpoken = found.length > 0 || judged.some(({ isMatch }) => isMatch === undefined);
    return isSpoken || others === undefined ? found : [others];
  });
}

function othersOf(objects: readonly ObjectFacet[], world: ObjectWorld): Others {
  const parts = objects.flatMap(({ others }) => others ?? []);
  const isDescribed = objects.some(({ members, patterns }) => members.size + patterns.length > 0);
  if (parts.length === 0)
    return isDescribed ? { are: "unmentioned" } : { are: "typed", type: { kind: "unknown" } };
  const type = world.typeOf(distinct(parts));
  return world.isNever(type) ? { are: "refused" } : { are: "typed", type };
}

function patternsOf(
  objects: readonly ObjectFacet[],
  others: Others,
  world: ObjectWorld,
): readonly PatternMembers[] {
  const all = new Set(objects.flatMap(({ patterns }) => patterns.map(({ pattern }) => pattern)));
  return [...all].flatMap((pattern) => {
    const parts = objects.flatMap((facet) => {
      const same = facet.patterns.filter((each) => each.pattern === pattern).map(({ part }) => part);
      if (same.length > 0 || facet.patterns.length > 0 || facet.others === undefined) return same;
      return [facet.others];
    });
    const type = world.typeOf(distinct(parts));
    return world.isNever(type) && others.are === "refused" ? [] : [{ pattern, type }];
  });
}
