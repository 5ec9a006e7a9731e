import type { ResolvedSchema } from "@concordat/schema";
import type { ListFacet, ObjectFacet } from "./facet.ts";
import { isOpen, type NodeReader } from "./node.ts";
import { anything, ifKey, oneOfKey, type Part, schemaPart, toldPart } from "./part.ts";

/** Which way was taken, by the key of the choice. */
export type Taken = ReadonlyMap<string, number>;

/**
 * `unevaluatedProperties` and `unevaluatedItems`: what any schema that may hold of the same value speaks of is spoken of.
 *
 * Which of them do hold depends on the value. Of alternatives of which only one ever holds it is the one that was taken; of all
 * others we take every one, which is the wider reading.
 */
export function closingFacets(
  { schema, of }: { readonly schema: ResolvedSchema; readonly of: "object" | "array" },
  taken: Taken,
  read: NodeReader,
): { readonly objects: readonly ObjectFacet[] } | { readonly lists: readonly ListFacet[] } {
  const seen = evaluated(schema, taken, read);
  if (of === "array") {
    const rest = read(schema).below("unevaluatedItems")[0]?.schema;
    if (rest === undefined || seen.areAllItems) return { lists: [] };
    return { lists: [{ first: Array<Part>(seen.items).fill(anything), rest: schemaPart(rest) }] };
  }
  const others = read(schema).below("unevaluatedProperties")[0]?.schema;
  if (others === undefined) return { objects: [] };
  if (seen.areAllMembers) return { objects: [{ members: new Map(), patterns: [], others: anything }] };
  return {
    objects: [{ members: judgedMembers(seen), patterns: anyOfPatterns(seen), others: schemaPart(others) }],
  };
}

/** The members that a schema speaks of, whatever it says: what was widened shall still be known to be there. */
export function mentioned(schema: ResolvedSchema, read: NodeReader): ObjectFacet {
  const seen = evaluated(schema, new Map(), read);
  const members = new Map(
    [...seen.members].map(([name, [first]]) => [name, first === undefined ? anything : toldPart(first)]),
  );
  return { members, patterns: anyOfPatterns(seen), ...(seen.areAllMembers && { others: anything }) };
}

/** Where a single schema speaks of a member, the member is there only if that one holds, and so it is what that one says. */
function judgedMembers({ members, patterns }: Evaluated): ReadonlyMap<string, Part> {
  return new Map(
    [...members].map(([name, [first, ...others]]) => {
      const isOnly = first !== undefined && others.length === 0 && patterns.size === 0;
      return [name, isOnly ? schemaPart(first) : anything];
    }),
  );
}

function anyOfPatterns({ patterns }: Evaluated): ObjectFacet["patterns"] {
  return [...patterns].map((pattern) => ({ pattern, part: anything }));
}

type Evaluated = {
  readonly members: Map<string, readonly ResolvedSchema[]>;
  readonly patterns: Set<string>;
  areAllMembers: boolean;
  items: number;
  areAllItems: boolean;
};

function evaluated(root: ResolvedSchema, taken: Taken, read: NodeReader): Evaluated {
  const seen: Evaluated = {
    members: new Map(),
    patterns: new Set(),
    areAllMembers: false,
    items: 0,
    areAllItems: false,
  };
  const pending = [root];
  const visited = new Set<string>();
  for (let next = pending.pop(); next !== undefined; next = pending.pop()) {
    if (visited.has(next.key)) continue;
    visited.add(next.key);
    const { below, targets } = read(next);
    for (const { key = "", schema: member } of below("properties"))
      seen.members.set(key, [...(seen.members.get(key) ?? []), member]);
    for (const { key = "" } of below("patternProperties")) seen.patterns.add(key);
    const has = (keyword: string) => below(keyword).length > 0;
    if (has("additionalProperties") || isOpen(next) || (next !== root && has("unevaluatedProperties")))
      seen.areAllMembers = true;
    const areFirst = below("items").some(({ key }) => key !== undefined);
    const first = areFirst ? below("items") : below("prefixItems");
    seen.items = Math.max(seen.items, first.length);
    if (has("additionalItems") || has("contains") || (!areFirst && has("items"))) seen.areAllItems = true;
    if (next !== root && has("unevaluatedItems")) seen.areAllItems = true;
    pending.push(...targets, ...branchesOf(next, taken, read));
  }
  return seen;
}

function branchesOf(schema: ResolvedSchema, taken: Taken, read: NodeReader): readonly ResolvedSchema[] {
  const under = (keyword: string) =>
    read(schema)
      .below(keyword)
      .map((below) => below.schema);
  const one = taken.get(oneOfKey(schema));
  const branch = taken.get(ifKey(schema));
  return [
    ...["allOf", "anyOf", "dependentSchemas"].flatMap(under),
    ...under("oneOf").filter((_, index) => one === undefined || index === one),
    ...(branch === 1 ? [] : ["if", "then"].flatMap(under)),
    ...(branch === 0 ? [] : under("else")),
  ];
}
