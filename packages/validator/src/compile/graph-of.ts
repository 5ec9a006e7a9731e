import type { Json } from "@concordat/json";
import { createSchemaGraph, type ResolvedSchema, type SchemaGraph } from "@concordat/schema";
import { metaSchemas } from "./meta-schemas.ts";
import type { CompileOptions } from "./options.ts";
import { type Reach, reachOf } from "./reach.ts";

/** A schema in its graph, and all it draws in. */
export type Entry = {
  readonly graph: SchemaGraph;
  readonly start: ResolvedSchema;
  /** @throws what a reference says that leads nowhere */
  readonly reach: () => Reach;
};

/** The official meta-schemas take part only where a reference leads to one, since indexing them costs milliseconds. */
export function graphOf(
  root: Json,
  { dialect, documents = new Map() }: Pick<CompileOptions, "dialect" | "documents">,
): Entry {
  const options = { root, ...(dialect ? { dialect } : {}) };
  const entryOf = (among: ReadonlyMap<string, Json>) => {
    const graph = createSchemaGraph(among, options);
    const start = graph.enter();
    return { graph, start, reach: () => reachOf(graph, start) };
  };
  const entry = entryOf(documents);
  return isMetaMissing(entry) ? entryOf(new Map([...metaSchemas, ...documents])) : entry;
}

function isMetaMissing({ graph, reach }: Entry): boolean {
  const missing = graph.references.filter(({ target }) => target === undefined);
  if (!missing.some(({ text }) => /^https?:\/\/json-schema\.org\//.test(text))) return false;
  try {
    reach();
    return false;
  } catch {
    return true;
  }
}
