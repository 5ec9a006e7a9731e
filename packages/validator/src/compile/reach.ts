import { isObject } from "@concordat/json";
import { type Dialect, dialects, type ResolvedSchema, type SchemaGraph } from "@concordat/schema";

/** What a schema draws in: the documents it stands in and refers to, and the newest dialect among them. */
export type Reach = {
  /** Each document with the dialects that are met in it. */
  readonly documents: ReadonlyMap<string, ReadonlySet<Dialect>>;
  readonly newest: Dialect;
  /** All of them, each once in each dynamic scope. */
  readonly schemas: readonly ResolvedSchema[];
  /** Whether `unevaluatedProperties` or `unevaluatedItems` occurs. */
  readonly unevaluated: boolean;
};

export function asksForUnevaluated({ schema }: ResolvedSchema): boolean {
  return isObject(schema) && ("unevaluatedProperties" in schema || "unevaluatedItems" in schema);
}

/** @throws what a reference says that leads nowhere */
export function reachOf(graph: SchemaGraph, start: ResolvedSchema): Reach {
  const seen = new Set([start.key]);
  const documents = new Map<string, Set<Dialect>>();
  const pending = [start];
  const schemas: ResolvedSchema[] = [];
  let unevaluated = false;
  for (let next = pending.pop(); next !== undefined; next = pending.pop()) {
    schemas.push(next);
    const { document } = next.location;
    unevaluated ||= asksForUnevaluated(next);
    const inDocument = documents.get(document);
    if (inDocument === undefined) documents.set(document, new Set([next.dialect]));
    else inDocument.add(next.dialect);
    for (const followed of [graph.subschemas(next), graph.targets(next)])
      for (const { schema } of followed) {
        if (seen.has(schema.key)) continue;
        seen.add(schema.key);
        pending.push(schema);
      }
  }
  const met = new Set([...documents.values()].flatMap((inDocument) => [...inDocument]));
  return {
    documents,
    newest: dialects.findLast((dialect) => met.has(dialect)) ?? start.dialect,
    schemas,
    unevaluated,
  };
}
