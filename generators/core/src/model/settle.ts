import { discriminatorOf } from "./discriminate.ts";
import type { State } from "./states.ts";
import type { ObjectType, Type } from "./type.ts";

const deepestInline = 16;

/**
 * Decides what is written where it stands and what gets a declaration: what has a name, and what is long and asked for more than
 * once. The answer holds types that refer to declarations only, the roots first and the others in the order of first use.
 */
export function settle(
  states: ReadonlyMap<string, State>,
  roots: readonly State[],
): ReadonlyMap<string, Type> {
  const declared = declaredAmong(states, roots);
  const settled = new Map<string, Type>();
  const pending = [...new Set(roots.map(({ key }) => key))].reverse();
  for (let key = pending.pop(); key !== undefined; key = pending.pop()) {
    if (settled.has(key)) continue;
    const found: string[] = [];
    settled.set(key, written(states.get(key)?.type ?? { kind: "unknown" }, 0, found));
    pending.push(...found.reverse());
  }
  return settled;

  function resolve(type: Type): Type | undefined {
    let known: Type | undefined = type;
    for (let steps = 0; known?.kind === "reference" && steps < 64; steps += 1)
      known = states.get(known.to)?.type;
    return known;
  }

  function written(type: Type, depth: number, found: string[]): Type {
    const below = (inside: Type) => written(inside, depth + 1, found);
    switch (type.kind) {
      case "reference": {
        const isHere = !declared.has(type.to) && depth <= deepestInline;
        if (isHere) return written(states.get(type.to)?.type ?? { kind: "unknown" }, depth, found);
        found.push(type.to);
        return type;
      }
      case "list":
        return {
          ...type,
          first: type.first.map(below),
          ...(type.rest !== undefined && { rest: below(type.rest) }),
        };
      case "object":
        return writtenObject(type, below);
      case "union": {
        const discriminator = discriminatorOf(type.of, resolve);
        const of = type.of.map(below);
        return { kind: "union", of, ...(discriminator !== undefined && { discriminator }) };
      }
      case "intersection":
        return { kind: "intersection", of: type.of.map(below) };
      default:
        return type;
    }
  }
}

function writtenObject({ members, patterns, others }: ObjectType, below: (type: Type) => Type): ObjectType {
  return {
    kind: "object",
    members: members.map((member) => ({ ...member, type: below(member.type) })),
    patterns: patterns.map(({ pattern, type }) => ({ pattern, type: below(type) })),
    others: others.are === "typed" ? { are: "typed", type: below(others.type) } : others,
  };
}

function declaredAmong(states: ReadonlyMap<string, State>, roots: readonly State[]): ReadonlySet<string> {
  const uses = new Map<string, number>();
  const pending = roots.map(({ key }) => key);
  for (let key = pending.pop(); key !== undefined; key = pending.pop()) {
    for (const to of referencesIn(states.get(key)?.type)) {
      const before = uses.get(to) ?? 0;
      uses.set(to, before + 1);
      if (before === 0) pending.push(to);
    }
  }
  const declared = new Set(roots.map(({ key }) => key));
  for (const [key, count] of uses) {
    const state = states.get(key);
    if (state?.isDeclared === true || (count > 1 && isLong(state?.type))) declared.add(key);
  }
  return declared;
}

/** Each as often as it is written. */
function referencesIn(type: Type | undefined): readonly string[] {
  switch (type?.kind) {
    case "reference":
      return [type.to];
    case "list": {
      const rest = referencesIn(type.rest);
      // Items that must be there are written one by one.
      return [
        ...type.first.flatMap(referencesIn),
        ...rest,
        ...(type.atLeast > type.first.length ? rest : []),
      ];
    }
    case "object": {
      const others = type.others.are === "typed" ? [type.others.type] : [];
      const all = [...type.members, ...type.patterns].map((member) => member.type);
      return [...all, ...others].flatMap(referencesIn);
    }
    case "union":
    case "intersection":
      return type.of.flatMap(referencesIn);
    default:
      return [];
  }
}

function isLong(type: Type | undefined): boolean {
  switch (type?.kind) {
    case "object":
      return type.members.length > 0;
    case "union":
      return type.of.length > 6 || type.of.some(isLong);
    case "intersection":
      return true;
    case "list":
      return [...type.first, ...(type.rest === undefined ? [] : [type.rest])].some(isLong);
    default:
      return false;
  }
}
