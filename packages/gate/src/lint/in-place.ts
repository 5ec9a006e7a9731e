import { formatLocation, type ResolvedSchema, SchemaError, type SchemaGraph } from "@concordat/schema";

/**
 * All schemas that may judge the same value as this one: those below it through references, combinators and conditions,
 * and, since a schema is seldom written to stand alone, those above it and the ones that refer to it.
 */
export function schemasAround(start: ResolvedSchema, graph: SchemaGraph): readonly ResolvedSchema[] {
  return [
    ...closure([...closure([start], (schema) => above(schema, graph))], (schema) => below(schema, graph)),
  ];
}

/** Those below only: what certainly or possibly applies wherever this schema does. */
export function schemasBelow(start: ResolvedSchema, graph: SchemaGraph): readonly ResolvedSchema[] {
  return [...closure([start], (schema) => below(schema, graph))];
}

/** One step to schemas that judge the same value; `not` describes what the value must not be, so it does not count. */
export function below(schema: ResolvedSchema, graph: SchemaGraph): readonly ResolvedSchema[] {
  const inPlace = graph
    .subschemas(schema)
    .flatMap(({ applies, keyword, schema: next }) =>
      applies === "instance" && keyword !== "not" ? [next] : [],
    );
  return [...inPlace, ...targetsOf(schema, graph)];
}

/** Empty where a reference leads nowhere, which is another rule's finding. */
export function targetsOf(schema: ResolvedSchema, graph: SchemaGraph): readonly ResolvedSchema[] {
  try {
    return graph.targets(schema).map(({ schema: target }) => target);
  } catch (error) {
    if (error instanceof SchemaError) return [];
    throw error;
  }
}

function above(schema: ResolvedSchema, graph: SchemaGraph): readonly ResolvedSchema[] {
  const { document, pointer } = schema.location;
  const referring = graph.references.flatMap(({ at, target }) => {
    const isHere = target?.document === document && target.pointer === pointer;
    return isHere ? (graph.at({ document: at.document, pointer: parentOf(at.pointer) }) ?? []) : [];
  });
  for (let up = pointer; up !== ""; ) {
    up = parentOf(up);
    const holder = graph.at({ document, pointer: up });
    if (holder === undefined) continue;
    const step = graph
      .subschemas(holder)
      .find(({ schema: next }) => formatLocation(next.location) === formatLocation(schema.location));
    return step?.applies === "instance" ? [holder, ...referring] : referring;
  }
  return referring;
}

function closure(
  starts: readonly ResolvedSchema[],
  step: (schema: ResolvedSchema) => readonly ResolvedSchema[],
): Iterable<ResolvedSchema> {
  const found = new Map(starts.map((schema) => [schema.key, schema]));
  // A map that grows while it is walked: each schema once, so cycles end.
  for (const schema of found.values())
    for (const next of step(schema)) if (!found.has(next.key)) found.set(next.key, next);
  return found.values();
}

function parentOf(pointer: string): string {
  return pointer.slice(0, pointer.lastIndexOf("/"));
}
