import type { ResolvedSchema } from "@concordat/schema";
import type { ListFacet, ObjectFacet } from "./facet.ts";
import { isOpen, type NodeReader } from "./node.ts";
import { anything, type Part, schemaPart } from "./part.ts";

/**
 * `unevaluatedProperties` and `unevaluatedItems`: what any schema that may hold of the same value speaks of is spoken of.
 *
 * Which of them do hold depends on the value; taking all is the wider reading.
 */
export function closingFacets(
  schema: ResolvedSchema,
  of: "object" | "array",
  read: NodeReader,
): { readonly objects: readonly ObjectFacet[] } | { readonly lists: readonly ListFacet[] } {
  const seen = evaluated(schema, read);
  if (of === "array") {
    const rest = read(schema).below("unevaluatedItems")[0]?.schema;
    if (rest === undefined || seen.areAllItems) return { lists: [] };
    return { lists: [{ first: Array<Part>(seen.items).fill(anything), rest: schemaPart(rest) }] };
  }
  const others = read(schema).below("unevaluatedProperties")[0]?.schema;
  if (others === undefined) return { objects: [] };
  if (seen.areAllMembers) return { objects: [{ members: new Map(), patterns: [], others: anything }] };
  return { objects: [{ ...spokenOf(seen), others: schemaPart(others) }] };
}

/** The members that a schema speaks of, whatever it says: what was widened shall still be known to be there. */
export function mentioned(schema: ResolvedSchema, read: NodeReader): ObjectFacet {
  const seen = evaluated(schema, read);
  return { ...spokenOf(seen), ...(seen.areAllMembers && { others: anything }) };
}

function spokenOf(seen: Evaluated): Pick<ObjectFacet, "members" | "patterns"> {
  return {
    members: new Map([...seen.members].map((name) => [name, anything])),
    patterns: [...seen.patterns].map((pattern) => ({ pattern, part: anything })),
  };
}

type Evaluated = {
  readonly members: Set<string>;
  readonly patterns: Set<string>;
  areAllMembers: boolean;
  items: number;
  areAllItems: boolean;
};

const branching = ["allOf", "anyOf", "oneOf", "if", "then", "else", "dependentSchemas"];

function evaluated(root: ResolvedSchema, read: NodeReader): Evaluated {
  const seen: Evaluated = {
    members: new Set(),
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
    for (const { key = "" } of below("properties")) seen.members.add(key);
    for (const { key = "" } of below("patternProperties")) seen.patterns.add(key);
    const has = (keyword: string) => below(keyword).length > 0;
    if (has("additionalProperties") || isOpen(next) || (next !== root && has("unevaluatedProperties")))
      seen.areAllMembers = true;
    const areFirst = below("items").some(({ key }) => key !== undefined);
    const first = areFirst ? below("items") : below("prefixItems");
    seen.items = Math.max(seen.items, first.length);
    if (has("additionalItems") || has("contains") || (!areFirst && has("items"))) seen.areAllItems = true;
    if (next !== root && has("unevaluatedItems")) seen.areAllItems = true;
    pending.push(...targets, ...branching.flatMap((name) => below(name).map(({ schema }) => schema)));
  }
  return seen;
}
