import { canonicalize, formatPointer, type Json } from "@concordat/json";
import { bundleSchema } from "../bundle.ts";
import { definitionsKeyword, idKeyword, metaSchemaOf } from "../dialect.ts";
import { embeddable } from "../embed.ts";
import type { SchemaGraph } from "../graph.ts";
import { anonymousUri } from "../location.ts";
import { writeClosing } from "./closing.ts";
import { createRegExpMatcher, type PatternMatcher } from "./patterns.ts";
import { planClosing } from "./plan.ts";
import type { View } from "./view.ts";

export type WriterViewOptions = {
  /** Says which names of `properties` a pattern of `patternProperties` matches. Default: the platform's RegExp. */
  readonly matches?: PatternMatcher;
  /** Past so many different kinds of positions the view is refused with LIMIT_EXPANSION. Default 10,000. */
  readonly maxPositions?: number;
  /**
   * Told of work before it is done, as a number of schemas to look at: overlapping patterns and thousands of branches
   * take the square of their number, and more. What it throws ends the whole. Default: nothing.
   */
  readonly pay?: (looks: number) => void;
};

/**
 * What publishers validate: `W = allOf[S, K]`, S the contract and K a schema that closes it. W accepts nothing that S
 * refuses, whatever K says, because both must accept: a reader of the contract can read all that a writer may write.
 *
 * K goes by instance positions. The group of a position is every schema that judges the value there: those found
 * through `$ref`, `$dynamicRef`, `allOf`, `anyOf`, `oneOf`, `if/then/else` and `dependentSchemas`, whichever of the
 * branches apply. When some member of the group has `properties` or `patternProperties`, and none has
 * `additionalProperties`, `unevaluatedProperties` or `x-concordat.open`, K forbids all names but the declared ones:
 * those in `properties`, `patternProperties`, `required` and the dependent keywords of the group, and the names within
 * its literal objects (`enum`, `const`). A child position's group begins with all that may apply to that name or index.
 * Arrays are never closed.
 *
 * Two decisions. Names that match one of several patterns go by what is sure for all of them (see `Position`): patterns
 * that might overlap pool their names, but none is closed on another's account. And K does not close the branches of a
 * `oneOf` one by one, even where a discriminator tells them apart: it would have to repeat the discriminator in an
 * `if`, which draft-04 and draft-06 lack, stay right when a discriminator is itself conditional, and give generated
 * validators combinators to run; all it would refuse more is a declared member of a sibling branch, which is no typing
 * error and which a reader of the sibling understands.
 *
 * The document embeds S under its own identifier, so that its references stay as they are and `unevaluated…` in S
 * sees nothing of K. Its own identifier is S's with the query `view=writer`; without one S gets a name made from its
 * content. Where there is nothing to close, W is the reader view itself.
 */
export function writerView(
  rootUri: string | undefined,
  graph: SchemaGraph,
  { matches = createRegExpMatcher(), maxPositions = mostPositions, pay = free }: WriterViewOptions = {},
): View {
  const root = graph.enter(rootUri);
  const rooms = planClosing(root, graph, { matches, maxPositions, pay });
  const { definitions, nameOf, speaking } = writeClosing(rooms, root.dialect);
  const reader = bundleSchema(rootUri, graph);
  if (!speaking.has(0)) return { schema: reader, closedAt: [] };

  const { dialect } = root;
  const isNamed = root.base !== anonymousUri;
  const readerId = isNamed ? root.base : contentName(reader);
  const keyword = definitionsKeyword(dialect);
  const schema: Json = {
    $schema: metaSchemaOf(dialect),
    ...(isNamed ? { [idKeyword(dialect)]: writerId(root.base) } : {}),
    allOf: [{ $ref: readerId }, { $ref: `#/${keyword}/${nameOf(0)}` }],
    [keyword]: { reader: embeddable(reader, readerId, dialect, dialect), ...definitions },
  };
  const closedAt = [...rooms.entries()].flatMap(([number, { isClosed, position, describedBy }]) =>
    isClosed ? [{ position, pointer: formatPointer([keyword, nameOf(number)]), describedBy }] : [],
  );
  return { schema, closedAt };
}

/**
 * K alone: a schema of the contract's dialect that refuses undeclared members and nothing else. For those who have the
 * contract at hand already and need not tie it together again. `undefined` where there is nothing to close.
 */
export function closingSchema(
  rootUri: string | undefined,
  graph: SchemaGraph,
  { matches = createRegExpMatcher(), maxPositions = mostPositions, pay = free }: WriterViewOptions = {},
): Json | undefined {
  const root = graph.enter(rootUri);
  const rooms = planClosing(root, graph, { matches, maxPositions, pay });
  const { definitions, nameOf, speaking } = writeClosing(rooms, root.dialect);
  if (!speaking.has(0)) return undefined;
  const keyword = definitionsKeyword(root.dialect);
  return {
    $schema: metaSchemaOf(root.dialect),
    allOf: [{ $ref: `#/${keyword}/${nameOf(0)}` }],
    [keyword]: definitions,
  };
}

const mostPositions = 10_000;
const free = (): void => {};

/** A URN has its own way to write a query (RFC 8141, section 2.3.2). */
function writerId(uri: string): string {
  if (uri.startsWith("urn:")) return `${uri}${uri.includes("?=") ? "&" : "?="}view=writer`;
  return `${uri}${uri.includes("?") ? "&" : "?"}view=writer`;
}

/**
 * Different contents need different names where a validator holds several anonymous schemas at once. FNV-1a, twice 32
 * bits: against chance, not against intent; who takes schemas from strangers gives each an identifier or a validator
 * of its own.
 */
function contentName(schema: Json): string {
  const text = canonicalize(schema);
  const hashes = [0x811c9dc5, 0x9e3779b9].map((seed) => {
    let hash = seed;
    for (let at = 0; at < text.length; at++) hash = Math.imul(hash ^ text.charCodeAt(at), 0x01000193);
    return (hash >>> 0).toString(16).padStart(8, "0");
  });
  return `urn:concordat:schema:${hashes.join("")}`;
}
