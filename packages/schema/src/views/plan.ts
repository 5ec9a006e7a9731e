import { appendToPointer } from "@concordat/json";
import { schemaErrors } from "../errors.ts";
import { formatLocation, type SchemaLocation } from "../location.ts";
import type { ResolvedSchema, Traversal } from "../resolved.ts";
import {
  childOfIndex,
  childOfName,
  childOfOtherNames,
  childOfPattern,
  type Position,
  type PositionGroup,
  prefixLength,
  type Surroundings,
} from "./children.ts";
import { createGroups } from "./group.ts";
import {
  decidesOtherNames,
  declaredNames,
  declaredPatterns,
  describesProperties,
  type Member,
} from "./member.ts";
import type { PatternMatcher } from "./patterns.ts";

/** One group of K, by its number in the plan; `undefined` for a child of which K says nothing. */
export type Room = {
  /** The first instance position it was met at: a JSON Pointer in which `*` stands for any other name or index. */
  readonly position: string;
  readonly isClosed: boolean;
  /** The schemas whose properties the closing goes by. */
  readonly describedBy: readonly SchemaLocation[];
  readonly names: ReadonlyMap<string, number | undefined>;
  readonly patterns: ReadonlyMap<string, number | undefined>;
  readonly otherNames: number | undefined;
  readonly prefix: readonly (number | undefined)[];
  readonly otherItems: number | undefined;
};

export type PlanOptions = {
  readonly matches: PatternMatcher;
  readonly maxPositions: number;
  readonly pay: (members: number) => void;
};

/**
 * Walks the instance positions of a schema and decides for each whether it is closed. Positions with equal groups are
 * one room, so recursion ends; overlapping patterns and branches can still make exponentially many different groups,
 * hence the limit. Room 0 is the root; an empty plan closes nothing, anywhere.
 */
export function planClosing(
  root: ResolvedSchema,
  traversal: Traversal,
  options: PlanOptions,
): readonly Room[] {
  const { matches, maxPositions, pay } = options;
  const groups = createGroups(traversal);
  const around: Surroundings = { groups, matches, pay };
  const numbers = new Map<string, number>();
  const pending: { readonly group: PositionGroup; readonly position: string }[] = [];

  const enter = (child: Position, position: string): number | undefined => {
    const group = groupOf(child);
    // A room closes by what surely applies, and what surely applies below comes from there too.
    if (group.must.length === 0) return undefined;
    const key = keyOf(group);
    const known = numbers.get(key);
    if (known !== undefined) return known;
    if (pending.length >= maxPositions) {
      const at = formatLocation(root.location);
      throw schemaErrors.LIMIT_EXPANSION({ at, limit: maxPositions, what: "kinds of instance positions" });
    }
    numbers.set(key, pending.length);
    pending.push({ group, position });
    return pending.length - 1;
  };

  const groupOf = ({ must, may }: Position): PositionGroup => {
    pay(must.length + may.length);
    const sure = groups.of(must);
    const keys = new Set(sure.map(({ key }) => key));
    const group = { must: sure, may: groups.of(may).filter(({ key }) => !keys.has(key)) };
    pay(group.must.length + group.may.length);
    return group;
  };

  enter({ must: [root], may: [] }, "");
  const rooms: Room[] = [];
  for (const { group, position } of pending) rooms.push(roomOf(group, position, around, enter));
  return rooms;
}

/** The rooms in which K has something to say: those that are closed, and those that lead to one. */
export function speakingRooms(rooms: readonly Room[]): ReadonlySet<number> {
  const leadingTo = new Map<number, number[]>();
  for (const [number, room] of rooms.entries())
    for (const child of childrenOf(room)) {
      // Not copied: tens of thousands of rooms may lead to the same one.
      const known = leadingTo.get(child);
      if (known === undefined) leadingTo.set(child, [number]);
      else known.push(number);
    }
  const speaking = new Set([...rooms.keys()].filter((number) => rooms[number]?.isClosed));
  for (const number of speaking) for (const parent of leadingTo.get(number) ?? []) speaking.add(parent);
  return speaking;
}

function roomOf(
  group: PositionGroup,
  position: string,
  around: Surroundings,
  enter: (child: Position, position: string) => number | undefined,
): Room {
  const all = [...group.must, ...group.may];
  const names = distinct(all.flatMap(declaredNames));
  const patterns = distinct(all.flatMap(declaredPatterns));
  const length = prefixLength(group);
  const below = (token: string | number) => appendToPointer(position, token);
  return {
    position,
    isClosed: group.must.some(describesProperties) && !all.some(decidesOtherNames),
    describedBy: group.must.flatMap(describedBy),
    names: new Map(names.map((name) => [name, enter(childOfName(group, name, around), below(name))])),
    patterns: new Map(
      patterns.map((pattern) => [pattern, enter(childOfPattern(group, pattern, names, around), below("*"))]),
    ),
    otherNames: enter(childOfOtherNames(group, around), below("*")),
    prefix: Array.from({ length }, (_, index) =>
      enter(childOfIndex(group, index, length, around), below(index)),
    ),
    otherItems: enter(childOfIndex(group, undefined, length, around), below("*")),
  };
}

function childrenOf({ names, patterns, otherNames, prefix, otherItems }: Room): readonly number[] {
  const all = [...names.values(), ...patterns.values(), otherNames, ...prefix, otherItems];
  return all.filter((child) => child !== undefined);
}

function describedBy(member: Member): readonly SchemaLocation[] {
  return member.kind === "schema" && describesProperties(member) ? [member.resolved.location] : [];
}

function keyOf({ must, may }: PositionGroup): string {
  const sorted = (members: readonly Member[]) => distinct(members.map(({ key }) => key)).sort();
  return JSON.stringify([sorted(must), sorted(may)]);
}

function distinct(texts: readonly string[]): string[] {
  return [...new Set(texts)];
}
