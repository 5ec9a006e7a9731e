import { isArray, isObject, type Json } from "@concordat/json";
import { type Below, type ResolvedSchema, SchemaError, type SchemaGraph } from "@concordat/schema";
import type { Budget } from "../budget.ts";
import { schemasBelow } from "../normalise/index.ts";
import { effortOfPattern } from "../strings/index.ts";

/** What it takes a validator to judge one value. */
export type Effort = {
  /** The keys of all schemas that may have a say about some part of the value. */
  readonly touched: ReadonlySet<string>;
  /** Looks at most. Infinity where that cannot be told. */
  readonly looks: number;
};

/**
 * Follows a schema down a value as a validator does that remembers nothing and leaves nothing out: a schema that is used
 * twice is judged twice, so that definitions which each use the one before twice, thirty deep, are judged 2³⁰ times.
 * Here each is looked at once for each part of the value, and the numbers multiplied.
 */
export function effortOf(value: Json, root: ResolvedSchema, graph: SchemaGraph, budget: Budget): Effort {
  const known = new Map<string, Map<Json, number>>();

  const looksAt = (schema: ResolvedSchema, at: Json): number => {
    const ofSchema = known.get(schema.key) ?? new Map<Json, number>();
    if (ofSchema.size === 0) known.set(schema.key, ofSchema);
    const found = ofSchema.get(at);
    if (found !== undefined) return found;
    budget.step();
    let looks = looksOfOne(schema.schema, at, budget);
    // Validators read what stands beside a reference.
    for (const below of schemasBelow(schema, graph, "lenient"))
      for (const part of judgedBy(below, at)) looks += looksAt(below.schema, part);
    for (const target of targetsOf(schema, graph)) looks += looksAt(target, at);
    ofSchema.set(at, looks);
    return looks;
  };

  const looks = looksAt(root, value);
  return { touched: new Set(known.keys()), looks };
}

/** What its references lead to, as far as that is among the documents. */
export function targetsOf(schema: ResolvedSchema, graph: SchemaGraph): readonly ResolvedSchema[] {
  try {
    return graph.targets(schema).map((followed) => followed.schema);
  } catch (error) {
    if (error instanceof SchemaError) return [];
    throw error;
  }
}

/** The parts of the value that a schema directly below judges; some more do no harm. */
function judgedBy({ keyword, key, applies }: Below, at: Json): readonly Json[] {
  switch (applies) {
    case "instance":
      return [at];
    case "property":
      if (!isObject(at)) return [];
      if (keyword !== "properties" || key === undefined) return Object.values(at);
      return Object.hasOwn(at, key) ? [at[key] as Json] : [];
    case "item":
      if (!isArray(at)) return [];
      return key === undefined ? at : at.slice(Number(key), Number(key) + 1);
    case "name":
      return isObject(at) ? Object.keys(at) : [];
    case undefined:
      return [];
  }
}

/** A schema object is worth sixteen looks, each entry of its lists and maps one, and items that must differ each pair. */
function looksOfOne(schema: Json, at: Json, budget: Budget): number {
  if (!isObject(schema)) return 1;
  let looks = 16;
  for (const name in schema) {
    const said = schema[name] as Json;
    if (name === "examples" || name === "default") continue;
    looks += isArray(said) ? said.length : isObject(said) ? Object.keys(said).length : 1;
  }
  if (schema.uniqueItems === true && isArray(at)) looks += at.length ** 2;
  if (typeof schema.pattern === "string" && typeof at === "string")
    looks += looksOfPattern(schema.pattern, at, budget);
  const patterns = schema.patternProperties;
  if (patterns !== undefined && isObject(patterns) && isObject(at))
    for (const pattern of Object.keys(patterns))
      for (const name of Object.keys(at)) looks += looksOfPattern(pattern, name, budget);
  return looks;
}

function looksOfPattern(pattern: string, word: string, budget: Budget): number {
  return 1 + effortOfPattern(pattern, word, budget) / 16;
}
