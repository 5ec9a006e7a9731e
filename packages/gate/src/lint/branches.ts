import { isArray, isObject, type Json, jsonEquals } from "@concordat/json";
import type { ResolvedSchema, SchemaGraph } from "@concordat/schema";
import { schemasBelow } from "./in-place.ts";
import { typesOf } from "./types.ts";

/** What a value must be like for a branch to accept it, as far as it can be read off without calculation. */
export type Branch = {
  /** JSON types; `undefined` when the branch leaves them open. */
  readonly types: readonly string[] | undefined;
  readonly values: readonly Json[] | undefined;
  /** Values that a required member may have. */
  readonly members: ReadonlyMap<string, readonly Json[]>;
};

/** Whether one look at a value tells which of the two branches is meant. */
export function areToldApart(a: Branch, b: Branch): boolean {
  if (a.types && b.types && !a.types.some((type) => b.types?.some((other) => overlap(type, other))))
    return true;
  if (a.values && b.values && areDisjoint(a.values, b.values)) return true;
  return [...a.members].some(([name, values]) => {
    const others = b.members.get(name);
    return others !== undefined && areDisjoint(values, others);
  });
}

export function branchOf(schema: ResolvedSchema, graph: SchemaGraph): Branch {
  const certain = certainOf(schema, graph);
  const typed = certain.flatMap((part) => (isObject(part.schema) ? [typesOf(part.schema)] : []));
  const values = certain.flatMap((part) => [valuesOf(part)].filter((list) => list !== undefined));
  const required = new Set(
    certain.flatMap(({ schema: part }) => namesIn(isObject(part) ? part.required : undefined)),
  );
  const members = new Map<string, readonly Json[]>();
  for (const part of certain)
    for (const { keyword, key, schema: member } of graph.subschemas(part)) {
      if (keyword !== "properties" || key === undefined || !required.has(key)) continue;
      const allowed = certainOf(member, graph)
        .map(valuesOf)
        .find((list) => list !== undefined);
      if (allowed !== undefined) members.set(key, allowed);
    }
  return { types: typed.find((types) => types !== undefined), values: values.at(0), members };
}

/** The schema and what holds whenever it holds: through references and allOf, not through alternatives. */
function certainOf(schema: ResolvedSchema, graph: SchemaGraph): readonly ResolvedSchema[] {
  const alternatives = new Set(
    schemasBelow(schema, graph).flatMap((part) =>
      graph
        .subschemas(part)
        .filter(({ applies, keyword }) => applies === "instance" && keyword !== "allOf")
        .flatMap((step) => schemasBelow(step.schema, graph).map(({ key }) => key)),
    ),
  );
  return schemasBelow(schema, graph).filter(({ key }) => key === schema.key || !alternatives.has(key));
}

function valuesOf({ schema }: ResolvedSchema): readonly Json[] | undefined {
  if (!isObject(schema)) return undefined;
  const { const: constant, enum: listed } = schema;
  if (constant !== undefined) return [constant];
  return listed !== undefined && isArray(listed) ? listed : undefined;
}

function areDisjoint(a: readonly Json[], b: readonly Json[]): boolean {
  return !a.some((value) => b.some((other) => jsonEquals(value, other)));
}

function overlap(a: string, b: string): boolean {
  return a === b || (a === "integer" && b === "number") || (a === "number" && b === "integer");
}

function namesIn(value: Json | undefined): readonly string[] {
  return value !== undefined && isArray(value) ? value.filter((name) => typeof name === "string") : [];
}
