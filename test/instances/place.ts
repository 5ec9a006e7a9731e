import { appendToPointer, isArray, isObject, type Json, type JsonObject } from "@concordat/json";
import { effectiveMembers, type ResolvedSchema, type Traversal } from "@concordat/schema";

/** A value inside of an instance, together with what the contract says of it: where a fault can be put. */
export type Place = {
  /** From the root of the instance. */
  readonly pointer: string;
  readonly value: Json;
  /** Every schema that may judge the value, whichever branches apply; what stands under `not` and `if` is left out. */
  readonly said: readonly JsonObject[];
};

/**
 * All places of an instance, parents first. Of a list only the first element is entered, since what goes for one goes for
 * the others.
 */
export function placesOf(instance: Json, root: ResolvedSchema, graph: Traversal): readonly Place[] {
  const places: Place[] = [];
  const visit = (value: Json, pointer: string, seeds: readonly ResolvedSchema[]): void => {
    const group = closure(seeds, graph);
    places.push({ pointer, value, said: group.flatMap(membersOf) });
    for (const [name, below] of childrenOf(value)) {
      const next = group.flatMap((schema) => schemasFor(name, schema, graph));
      visit(below, appendToPointer(pointer, name), next);
    }
  };
  visit(instance, "", [root]);
  return places;
}

/** What the schemas of a place say under a keyword, in the order of the contract. */
export function saidUnder(place: Place, keyword: string): readonly Json[] {
  return place.said.flatMap((schema) => {
    const value = Object.hasOwn(schema, keyword) ? schema[keyword] : undefined;
    return value === undefined ? [] : [value];
  });
}

export function numbersUnder(place: Place, keyword: string): readonly number[] {
  return saidUnder(place, keyword).filter((value): value is number => typeof value === "number");
}

function childrenOf(value: Json): readonly (readonly [string, Json])[] {
  if (isArray(value)) return value.slice(0, 1).map((element) => ["0", element] as const);
  return isObject(value) ? Object.entries(value) : [];
}

function closure(seeds: readonly ResolvedSchema[], graph: Traversal): readonly ResolvedSchema[] {
  const found = new Map(seeds.map((schema) => [schema.key, schema]));
  for (const schema of found.values()) {
    const branches = graph
      .subschemas(schema)
      .filter(({ applies, keyword }) => applies === "instance" && keyword !== "not" && keyword !== "if");
    for (const next of [...graph.targets(schema), ...branches]) found.set(next.schema.key, next.schema);
  }
  return [...found.values()];
}

function membersOf({ schema, dialect }: ResolvedSchema): readonly JsonObject[] {
  return isObject(schema) ? [effectiveMembers(schema, dialect)] : [];
}

/** The schemas of a member or an element; more than apply, where names overlap, do no harm: verdicts come from elsewhere. */
function schemasFor(name: string, schema: ResolvedSchema, graph: Traversal): readonly ResolvedSchema[] {
  const below = graph.subschemas(schema);
  const own = below.filter(({ keyword, key }) => keyword === "properties" && key === name);
  const rest = below.filter(({ keyword }) => keyword === "additionalProperties" || keyword === "items");
  return (own.length > 0 ? own : rest).map((step) => step.schema);
}
