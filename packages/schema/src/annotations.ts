import { isArray, isObject, type Json, type JsonObject } from "@concordat/json";
import { keywordOf } from "./keywords.ts";
import type { ResolvedSchema, Traversal } from "./resolved.ts";
import { effectiveMembers } from "./subschemas.ts";

/** What a schema says to people and generators. Absent means not said. */
export type Annotations = {
  readonly title?: string;
  readonly description?: string;
  readonly default?: Json;
  readonly examples?: readonly Json[];
  readonly deprecated?: boolean;
  readonly readOnly?: boolean;
  readonly writeOnly?: boolean;
  /** Members whose names begin with `x-`. */
  readonly extensions: JsonObject;
};

/** What the schema itself says, in the keywords that its dialect has; beside `$ref` up to draft-07 it says nothing. */
export function annotationsOf({ schema, dialect }: Pick<ResolvedSchema, "schema" | "dialect">): Annotations {
  if (!isObject(schema)) return { extensions: {} };
  const said = Object.entries(effectiveMembers(schema, dialect));
  const extensions = Object.fromEntries(said.filter(([name]) => name.startsWith("x-")));
  const known = said.filter(([name, value]) => keywordOf(name, dialect) && forms[name]?.(value));
  return { ...Object.fromEntries(known), extensions };
}

/**
 * The same, filled up along the schema's `$ref`: what stands nearer wins, extensions name by name. A description
 * beside a `$ref` thus overrides the one at its target.
 */
export function inheritedAnnotations(schema: ResolvedSchema, traversal: Traversal): Annotations {
  const seen = new Set<string>();
  let sofar: Annotations = { extensions: {} };
  for (let next: ResolvedSchema | undefined = schema; next !== undefined && !seen.has(next.key); ) {
    seen.add(next.key);
    const further = annotationsOf(next);
    sofar = { ...further, ...sofar, extensions: { ...further.extensions, ...sofar.extensions } };
    next = traversal.targets(next).find(({ keyword }) => keyword === "$ref")?.schema;
  }
  return sofar;
}

const isString = (value: Json) => typeof value === "string";
const isBoolean = (value: Json) => typeof value === "boolean";

const forms: Readonly<Record<string, (value: Json) => boolean>> = {
  title: isString,
  description: isString,
  default: () => true,
  examples: isArray,
  deprecated: isBoolean,
  readOnly: isBoolean,
  writeOnly: isBoolean,
};
