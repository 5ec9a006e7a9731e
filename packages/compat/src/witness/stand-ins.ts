import { isObject, type Json, type JsonObject, parsePointer } from "@concordat/json";
import type { SchemaGraph, SchemaLocation } from "@concordat/schema";
import { missingDocument } from "../normalise/index.ts";

/** What references ask for and nobody handed in: fragments by document. */
export type Missing = ReadonlyMap<string, ReadonlySet<string>>;

/** Asked for by the schemas at these places. */
export function missingFrom(
  graph: SchemaGraph,
  asks: (location: SchemaLocation) => boolean = () => true,
): Missing {
  const missing = new Map<string, Set<string>>();
  for (const { at, target } of graph.references) {
    if (target !== undefined) continue;
    const pointer = at.pointer.slice(0, at.pointer.lastIndexOf("/"));
    if (!asks({ document: at.document, pointer })) continue;
    const schema = graph.at({ document: at.document, pointer });
    // Whatever else is wrong with a reference matters to whoever follows it, and is said there.
    const trouble = schema && graph.unresolved(schema);
    const document = trouble && missingDocument(trouble);
    if (document === undefined) continue;
    const fragments = missing.get(document.uri) ?? new Set<string>();
    fragments.add(document.fragment);
    missing.set(document.uri, fragments);
  }
  return missing;
}

/**
 * Documents in the place of the missing ones, which let everything through at the places asked for, or nothing. What a
 * validator says of a value with the ones and with the others alike does not depend on what the missing ones say.
 */
export function standIns(missing: Missing, lets: "everything" | "nothing"): ReadonlyMap<string, Json> {
  const leaf: Json = lets === "everything" ? {} : { not: {} };
  return new Map(
    [...missing].map(([uri, fragments]) => [
      uri,
      [...fragments].reduce<Json>((document, fragment) => withPlace(document, tokensOf(fragment), leaf), {}),
    ]),
  );
}

function tokensOf(fragment: string): readonly string[] {
  try {
    return parsePointer(decodeURIComponent(fragment)) ?? [];
  } catch {
    return [];
  }
}

function withPlace(document: Json, [token, ...rest]: readonly string[], leaf: Json): JsonObject {
  const known = isObject(document) ? document : {};
  if (token === undefined) return { ...known, ...(leaf as JsonObject) };
  return { ...known, [token]: withPlace(known[token] ?? {}, rest, leaf) };
}
