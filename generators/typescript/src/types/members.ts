import type { Docs, Member, ObjectType, Type } from "@concordat/gen-core";
import { isShort, isSurelyAssignable } from "./assignable.ts";
import { namesOfPattern } from "./pattern-names.ts";

/** An object as TypeScript can say it: members and index signatures that do not contradict each other. */
export type TypeScriptObject = {
  readonly members: readonly Member[];
  readonly indexes: readonly IndexSignature[];
};

export type IndexSignature = {
  /** All names, or those that begin and end so. */
  readonly names: { readonly before: string; readonly after: string } | undefined;
  readonly types: readonly Type[];
  /** The members that it speaks of too and that may be absent: it needs room for that. */
  readonly optional: readonly string[];
};

/**
 * To TypeScript `{}` has all that `Object.prototype` has, so a member of such a name that may be absent must let that through
 * too; no JSON value is one.
 */
export function isInherited(name: string): boolean {
  return inherited.has(name);
}

const inherited = new Set([
  "constructor",
  "hasOwnProperty",
  "isPrototypeOf",
  "propertyIsEnumerable",
  "toLocaleString",
  "toString",
  "valueOf",
]);

export type UnknownMembers = "as-written" | "undeclared-refused";

/**
 * In TypeScript an index signature speaks of the members beside it too, so it is widened by what they need. What no name of a
 * signature can tell apart (most regular expressions) is put into the signature for all names.
 */
export function typescriptObject(type: ObjectType, unknownMembers: UnknownMembers): TypeScriptObject {
  const members = [...type.members];
  const frames = new Map<string, { before: string; after: string; types: Type[] }>();
  const general: Type[] = [];
  let areAllSpoken = false;
  for (const { pattern, type: ofPattern } of type.patterns) {
    const names = namesOfPattern(pattern);
    if (names.are === "listed") members.push(...listedMembers(names.names, ofPattern, members));
    else if (names.are === "framed") {
      const key = JSON.stringify([names.before, names.after]);
      const frame = frames.get(key) ?? { before: names.before, after: names.after, types: [] };
      frames.set(key, { ...frame, types: [...frame.types, ofPattern] });
    } else {
      areAllSpoken ||= names.are === "all";
      general.push(ofPattern);
    }
  }
  const others = areAllSpoken ? [] : othersOf(type, unknownMembers);
  const framed = widenedByEachOther([...frames.values()]).map((frame) => widenedByMembers(frame, members));
  const all = [...general, ...others];
  if (all.length === 0) return { members, indexes: closedIfEmpty(members, framed) };
  const needed = [...framed.flatMap(({ types }) => types), ...members.map((member) => member.type)];
  const index: IndexSignature = {
    names: undefined,
    types: widened(all, needed),
    optional: optionalOf(members),
  };
  return { members, indexes: [...framed, index] };
}

const noDocs: Docs = { facts: {} };

function listedMembers(names: readonly string[], type: Type, known: readonly Member[]): readonly Member[] {
  const taken = new Set(known.map(({ name }) => name));
  const fresh = [...new Set(names)].filter((name) => !taken.has(name));
  return fresh.map((name) => ({ name, type, isRequired: false, docs: noDocs }));
}

function othersOf({ others }: ObjectType, unknownMembers: UnknownMembers): readonly Type[] {
  if (others.are === "refused") return [];
  if (others.are === "typed") return [others.type];
  return unknownMembers === "as-written" ? [{ kind: "unknown" }] : [];
}

type Frame = { readonly before: string; readonly after: string; readonly types: readonly Type[] };

/** A signature whose names are among those of another one must fit it. */
function widenedByEachOther(frames: readonly Frame[]): readonly Frame[] {
  return frames.map((frame) => {
    const inner = frames.filter(
      (other) =>
        other !== frame && other.before.startsWith(frame.before) && other.after.endsWith(frame.after),
    );
    return inner.length === 0
      ? frame
      : {
          ...frame,
          types: widened(
            frame.types,
            inner.flatMap(({ types }) => types),
          ),
        };
  });
}

function widenedByMembers({ before, after, types }: Frame, members: readonly Member[]): IndexSignature {
  const inside = members.filter(
    ({ name }) =>
      name.length >= before.length + after.length && name.startsWith(before) && name.endsWith(after),
  );
  return {
    names: { before, after },
    types: widened(
      types,
      inside.map(({ type }) => type),
    ),
    optional: optionalOf(inside),
  };
}

function optionalOf(members: readonly Member[]): readonly string[] {
  return members.flatMap(({ name, isRequired }) => (isRequired ? [] : [name]));
}

/** Types that hold all that is needed. Where that would repeat something long, anything goes. */
function widened(types: readonly Type[], needed: readonly Type[]): readonly Type[] {
  let all: readonly Type[] = types;
  for (const type of needed) {
    if (all.some((each) => isSurelyAssignable(type, each))) continue;
    if (!isShort(type)) return [{ kind: "unknown" }];
    all = [...all.filter((each) => !isSurelyAssignable(each, type)), type];
    if (all.length > mostInIndex) return [{ kind: "unknown" }];
  }
  return all.some(({ kind }) => kind === "unknown") ? [{ kind: "unknown" }] : all;
}

const mostInIndex = 12;

/** `{}` is any value but null in TypeScript; an object without members refuses all of them by name. */
function closedIfEmpty(
  members: readonly Member[],
  framed: readonly IndexSignature[],
): readonly IndexSignature[] {
  if (members.length + framed.length > 0) return framed;
  return [{ names: undefined, types: [{ kind: "never" }], optional: [] }];
}
