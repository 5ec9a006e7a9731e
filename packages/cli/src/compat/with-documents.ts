import { appendToPointer, isObject, type Json, jsonEquals } from "@concordat/json";
import { createSchemaGraph, type Dialect, dialectOf, replaceAt, walkSchemas } from "@concordat/schema";
import { identifierOf, pathBase } from "./schema-documents.ts";

export type SchemaPair = { readonly writer: Json; readonly reader: Json };

/**
 * Two schemas with the documents that they lead to, out of all that are at hand: a question about two schemas is not to
 * become one about a whole catalogue.
 *
 * A document that calls itself what one of the two does is left out unless it is the very same: which of them were meant
 * would be a guess, and the engine says `undecided` where it matters.
 */
export function withDocuments(
  { writer, reader }: SchemaPair,
  documents: ReadonlyMap<string, Json>,
  dialect: Dialect = "2020-12",
): SchemaPair & { readonly resolve: ReadonlyMap<string, Json> } {
  if (documents.size === 0) return { writer, reader, resolve: documents };
  const roots = [writer, reader];
  const clashes = ([uri, document]: readonly [string, Json]) =>
    roots.some((root) => identifierOf(root) === uri && !jsonEquals(root, document));
  const others = new Map([...documents].filter((entry) => !clashes(entry)));
  const pair = {
    writer: withFullReferences(writer, others, dialect),
    reader: withFullReferences(reader, others, dialect),
  };
  const reached = new Set([pair.writer, pair.reader].flatMap((root) => reachedFrom(root, others, dialect)));
  return { ...pair, resolve: new Map([...others].filter(([uri]) => reached.has(uri))) };
}

function reachedFrom(root: Json, documents: ReadonlyMap<string, Json>, dialect: Dialect): readonly string[] {
  const { references } = createSchemaGraph(documents, { root, dialect });
  const byDocument = Map.groupBy(references, ({ at }) => at.document);
  const reached = new Set([...byDocument.keys()].filter((uri) => !documents.has(uri)));
  for (const uri of reached)
    for (const { target } of byDocument.get(uri) ?? []) if (target) reached.add(target.document);
  return [...reached];
}

/**
 * References by path, written in full where they lead to one of the documents. A schema without identifier has no base
 * that every validator would agree on; all other places in it stay where they are.
 */
function withFullReferences(schema: Json, documents: ReadonlyMap<string, Json>, dialect: Dialect): Json {
  const full = new Map<string, string>();
  const visits = walkSchemas({ uri: pathBase, root: schema }, { dialect, recognise: dialectOf });
  for (const { schema: holder, pointer, base } of visits) {
    const text = isObject(holder) ? holder.$ref : undefined;
    if (typeof text !== "string" || URL.canParse(text)) continue;
    const target = URL.parse(text, base);
    const [uri = ""] = target?.href.split("#") ?? [];
    if (uri !== base && documents.has(uri)) full.set(appendToPointer(pointer, "$ref"), target?.href ?? text);
  }
  return [...full].reduce((sofar, [pointer, text]) => replaceAt(sofar, pointer, text), schema);
}
