import { isObject, type Json, type JsonObject } from "@concordat/json";
import { canonicalMetaSchema, type Dialect, definitionsKeyword, metaSchemaOf } from "./dialect.ts";
import { replaceAt } from "./edit.ts";
import { embeddable, rootWithId, unhidden } from "./embed.ts";
import { schemaErrors } from "./errors.ts";
import type { Reference, SchemaGraph } from "./graph.ts";
import { anonymousUri } from "./location.ts";
import { isAbsoluteUri, splitFragment, withoutFragment } from "./uri.ts";

/**
 * A document and all it refers to, directly or not, as one document: the others stand under `$defs` (`definitions` up
 * to draft-07), each whole and under its own identifier, so that references mean what they meant and need nothing else.
 *
 * The result names its dialect, accepts and refuses what the root accepted and refused, and is the same for the same
 * documents, whatever order they were handed in. `rootUri` names a document; without it the anonymous root is meant.
 * Throws the error of the first reference that leads nowhere.
 */
export function bundleSchema(rootUri: string | undefined, graph: SchemaGraph): Json {
  const entry = graph.enter(rootUri);
  const { document } = entry.location;
  if (entry.location.pointer !== "") throw notADocument(rootUri ?? document);
  const others = reachableFrom(document, graph).filter((uri) => uri !== document);
  const rewritten = new Map(
    [document, ...others].map((uri) => [uri, withCanonicalReferences(uri, graph)] as const),
  );
  const root = statedRoot(rewritten.get(document) ?? true, document, entry.base, entry.dialect);
  if (others.length === 0) return root;

  const keyword = definitionsKeyword(entry.dialect);
  const container = isObject(root) ? root : {};
  const existing = definitionsOf(container, keyword);
  const embedded = others.map((uri) => {
    const { base, dialect } = graph.enter(uri);
    return { base, schema: embeddable(rewritten.get(uri) ?? true, base, dialect, entry.dialect) };
  });
  return { ...container, [keyword]: { ...existing, ...named(embedded, existing) } };
}

/** The documents that the root's references lead to, and theirs in turn, ordered by URI. */
function reachableFrom(root: string, graph: SchemaGraph): readonly string[] {
  const byDocument = Map.groupBy(graph.references, ({ at }) => at.document);
  const reached = new Set([root]);
  for (const document of reached)
    for (const reference of byDocument.get(document) ?? []) reached.add(targetOf(reference, graph).document);
  return [...reached].sort();
}

function targetOf(reference: Reference, graph: SchemaGraph): NonNullable<Reference["target"]> {
  if (reference.target !== undefined) return reference.target;
  const { document, pointer } = reference.at;
  const holder = graph.at({ document, pointer: pointer.slice(0, pointer.lastIndexOf("/")) });
  // Following it again throws the error that says why it leads nowhere.
  if (holder !== undefined) graph.targets(holder);
  throw schemaErrors.SCHEMA_REF_UNRESOLVED({ at: pointer, ref: reference.text, reason: "it leads nowhere" });
}

/**
 * A reference by the place a document was handed in under is written by the document's own identifier instead, and so is
 * one that is relative to a root without identifier: whoever gives the bundle one would change where it leads.
 */
function withCanonicalReferences(document: string, graph: SchemaGraph): Json {
  const isNameless = document === anonymousUri && graph.enter().base === anonymousUri;
  const aliased = graph.references.filter(
    ({ at, target, text }) =>
      at.document === document &&
      target &&
      (withoutFragment(target.uri) !== canonicalOf(target, graph) ||
        (isNameless && target.document !== document && !isAbsoluteUri(text))),
  );
  return aliased.reduce<Json>((sofar, { at, target }) => {
    if (target === undefined) return sofar;
    const { fragment = "" } = splitFragment(target.uri);
    const canonical = canonicalOf(target, graph);
    return replaceAt(sofar, at.pointer, fragment === "" ? canonical : `${canonical}#${fragment}`);
  }, graph.documents.get(document) ?? true);
}

/** The identifier of the resource that the URI names, of which the target's own resource may be a part. */
function canonicalOf({ uri }: { readonly uri: string }, graph: SchemaGraph): string {
  return graph.enter(withoutFragment(uri)).base;
}

/** The root says its dialect, and its identifier if it has any, both absolute. */
function statedRoot(root: Json, document: string, base: string, dialect: Dialect): Json {
  const isNamed = document !== anonymousUri || base !== anonymousUri;
  const identified = isNamed
    ? rootWithId(root, base, dialect)
    : isObject(root)
      ? unhidden(root, dialect)
      : root;
  if (!isObject(identified)) return identified;
  const { $schema: named } = identified;
  if (typeof named === "string") return { ...identified, $schema: canonicalMetaSchema(named) };
  if (named !== undefined) return identified;
  return { $schema: metaSchemaOf(dialect), ...identified };
}

function definitionsOf(root: JsonObject, keyword: string): JsonObject {
  const existing = root[keyword];
  return existing !== undefined && isObject(existing) ? existing : {};
}

/** Names that say path and version: `oms.objecttype.created.1.0.0`. */
function named(
  embedded: readonly { readonly base: string; readonly schema: JsonObject }[],
  existing: JsonObject,
): JsonObject {
  const taken = new Set(Object.keys(existing));
  const entries = embedded.map(({ base, schema }) => {
    const plain = definitionName(base);
    let name = plain;
    for (let count = 2; taken.has(name); count++) name = `${plain}-${count}`;
    taken.add(name);
    return [name, schema] as const;
  });
  return Object.fromEntries(entries);
}

function definitionName(uri: string): string {
  const { pathname, search } = new URL(uri);
  const words = `${pathname.replace(/\.json$/, "")}${search}`.split(/[^A-Za-z0-9._-]+/);
  return words.filter((word) => word !== "").join(".") || "document";
}

function notADocument(ref: string) {
  return schemaErrors.SCHEMA_REF_UNRESOLVED({ at: "the caller", ref, reason: "it is a part of a document" });
}
