import { isObject, type Json } from "@concordat/json";
import type { SchemaDocument } from "./document.ts";
import { equalRewrites } from "./equal-rewrites.ts";
import { narrowerRewrites } from "./narrower-rewrites.ts";
import { type Position, positionsIn, replaceAt } from "./positions.ts";
import type { Random } from "./random.ts";
import type { Rewrite, RewriteWorld } from "./rewrite.ts";
import { randomSchema } from "./schemas.ts";
import type { Powers } from "./vocabulary.ts";
import { widerRewrites } from "./wider-rewrites.ts";

export type Direction = "wider" | "narrower" | "equal";
export type Rewritten = { readonly document: SchemaDocument; readonly by: readonly string[] };

/**
 * Rewrites a document so that it accepts no less (`wider`), no more (`narrower`), or the same: in a place where a part
 * goes with the whole the part changes that way, and where it goes against the whole, the other way.
 */
export function rewrite(
  document: SchemaDocument,
  direction: Direction,
  { random, powers }: { readonly random: Random; readonly powers: Powers },
): Rewritten {
  for (let attempt = 0; attempt < 20; attempt++) {
    const place = random.pick(placesIn(document));
    const rewrites = rewritesFor(direction, place, document);
    if (rewrites.length === 0) continue;
    const [name, apply] = random.pick(rewrites);
    const added: Record<string, Json> = {};
    const world: RewriteWorld = {
      random,
      powers,
      other: () =>
        randomSchema({ random, powers: { ...powers, unevaluated: false }, definitions: [] }, random.below(2)),
      define(schema) {
        const key = `d${Object.keys(document.definitions).length}`;
        added[key] = schema;
        return { $ref: `#/$defs/${key}` };
      },
      definitionOf: (reference) => document.definitions[reference.replace("#/$defs/", "")],
    };
    const replacement = apply(place.schema, world);
    if (replacement === undefined) continue;
    const changed = { ...document.definitions, ...added };
    return { document: put(place, replacement, { root: document.root, definitions: changed }), by: [name] };
  }
  return { document, by: [] };
}

type Place = Position & { readonly definition: string | undefined };

/** What `unevaluated…` has seen is changed by a change next to it, so there only the whole is rewritten. */
function placesIn({ root, definitions }: SchemaDocument): readonly Place[] {
  if (isUnevaluated({ root, definitions }))
    return [{ path: [], schema: root, trend: "wider", definition: undefined }];
  const inRoot = positionsIn(root).map((position) => ({ ...position, definition: undefined }));
  const refersAlike = [root, ...Object.values(definitions)].every((schema) =>
    positionsIn(schema).every(({ schema: at, trend }) => trend === "wider" || !isReference(at)),
  );
  const inDefinitions = Object.entries(definitions).flatMap(([definition, schema]) =>
    positionsIn(schema).map(
      (position): Place => ({
        ...position,
        trend: refersAlike ? position.trend : "either",
        definition,
      }),
    ),
  );
  return [...inRoot, ...inDefinitions];
}

function rewritesFor(direction: Direction, { trend }: Place, document: SchemaDocument): readonly Rewrite[] {
  const isWhole = isUnevaluated(document);
  const of = (rewrites: readonly Rewrite[], wrapping: number) =>
    isWhole ? rewrites.slice(0, wrapping) : rewrites;
  if (direction === "equal") return of(equalRewrites, 7);
  if (trend === "either") return [];
  return (direction === "wider") === (trend === "wider") ? of(widerRewrites, 3) : of(narrowerRewrites, 3);
}

function put(
  { definition, path }: Place,
  replacement: Json,
  { root, definitions }: SchemaDocument,
): SchemaDocument {
  if (definition === undefined) return { root: replaceAt(root, path, replacement), definitions };
  const whole = replaceAt(definitions[definition] as Json, path, replacement);
  return { root, definitions: { ...definitions, [definition]: whole } };
}

function isUnevaluated({ root, definitions }: SchemaDocument): boolean {
  return JSON.stringify([root, definitions]).includes('"unevaluated');
}

function isReference(schema: Json): boolean {
  return isObject(schema) && typeof schema.$ref === "string";
}
