import type { ResolvedSchema, SchemaGraph } from "@concordat/schema";
import { targetsOf } from "./in-place.ts";

/**
 * What a schema unfolds into, at one value and references followed. `ways`: how many combinations of branches there
 * are. `schemas`: how many are visited.
 */
export type Size = { readonly ways: number; readonly schemas: number };

export const largestSize = 65_536;

/** Longer chains of references are as good as endless, and this function recurses along them. */
const longestChain = 1000;

export function isTooLarge({ ways, schemas }: Size): boolean {
  return ways > largestSize || schemas > largestSize;
}

/** Each schema is measured once, however often it is met: that is what makes the question cheap. */
export function createMeasure(graph: SchemaGraph): (schema: ResolvedSchema) => Size {
  const known = new Map<string, Size>();

  const measure = (schema: ResolvedSchema, chain: number): Size => {
    const found = known.get(schema.key);
    if (found !== undefined) return found;
    if (chain > longestChain) return endless;
    // A loop has no end and a finding of its own; here it counts once.
    known.set(schema.key, single);
    const below = graph.subschemas(schema).filter(({ applies }) => applies === "instance");
    const parts = [...Map.groupBy(below, ({ keyword }) => keyword)].map(([keyword, branches]) =>
      combine(
        keyword,
        branches.map((branch) => measure(branch.schema, chain + 1)),
      ),
    );
    const targets = targetsOf(schema, graph).map((target) => measure(target, chain + 1));
    const size = combine("allOf", [...parts, ...targets, single]);
    known.set(schema.key, size);
    return size;
  };

  return (schema) => measure(schema, 0);
}

const single: Size = { ways: 1, schemas: 1 };
const endless: Size = { ways: Number.POSITIVE_INFINITY, schemas: Number.POSITIVE_INFINITY };

/** Alternatives add up, everything else multiplies. */
function combine(keyword: string, sizes: readonly Size[]): Size {
  const ways = sizes.map((size) => size.ways);
  const isChoice = keyword === "anyOf" || keyword === "oneOf";
  return {
    ways: isChoice ? ways.reduce((a, b) => a + b, 0) : ways.reduce((a, b) => a * b, 1),
    schemas: sizes.reduce((sum, { schemas }) => sum + schemas, 0),
  };
}
