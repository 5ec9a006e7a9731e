import type { ResolvedSchema, SchemaGraph, SchemaLocation } from "@concordat/schema";
import { createBuilder } from "./builder.ts";
import { candidatesOf } from "./candidates.ts";
import { docsOfParts } from "./docs.ts";
import { createNodeReader } from "./node.ts";
import { type Part, schemaPart } from "./part.ts";
import { settle } from "./settle.ts";
import type { Docs, Type } from "./type.ts";

/** A type with a name. */
export type Declaration = {
  /** What references call it. */
  readonly key: string;
  readonly type: Type;
  readonly docs: Docs;
  /** Where its schema stands; of a type made of several the first. */
  readonly location: SchemaLocation;
  /** Names that it would take, as people write them, the dearest first. */
  readonly candidates: readonly string[];
};

export type TypeModel = {
  /** By key: the roots first, then in the order in which they are first needed. */
  readonly declarations: ReadonlyMap<string, Declaration>;
  /** The key of the declaration of each root, in their order. Roots that are one schema share one. */
  readonly roots: readonly string[];
};

/**
 * The types of schemas, as plain data. Never throws over what a schema says: a reference that leads nowhere is read as one that
 * says nothing, as is every keyword that is malformed or that the dialect does not know.
 *
 * What refers to a root, or to any other schema that is referred to, refers to its declaration.
 */
export function createTypeModel(graph: SchemaGraph, roots: readonly ResolvedSchema[]): TypeModel {
  const read = createNodeReader(graph);
  const targets = new Set([
    ...graph.references.flatMap(({ target }) => (target === undefined ? [] : [placeOf(target)])),
    ...roots.map(({ location }) => placeOf(location)),
  ]);
  const isTarget = (part: Part) => part.is === "schema" && targets.has(placeOf(part.schema.location));
  const builder = createBuilder(read, isTarget);
  const rootStates = roots.map((root) => builder.declare([schemaPart(root)]));
  const types = settle(builder.states, rootStates);
  const declarations = [...types].map(([key, type]): [string, Declaration] => {
    const parts = builder.states.get(key)?.parts ?? [];
    const docs = docsOfParts(parts, read);
    const location = locationOf(parts);
    return [key, { key, type, docs, location, candidates: candidatesOf(docs.title, location) }];
  });
  return { declarations: new Map(declarations), roots: rootStates.map(({ key }) => key) };
}

function placeOf({ document, pointer }: SchemaLocation): string {
  return `${document}#${pointer}`;
}

function locationOf(parts: readonly Part[]): SchemaLocation {
  const [first] = parts.flatMap((part) => ("schema" in part ? [part.schema.location] : []));
  return first ?? { document: "", pointer: "" };
}
