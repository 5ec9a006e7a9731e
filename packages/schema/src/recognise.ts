import { isObject, type Json, type JsonObject } from "@concordat/json";
import { type Dialect, dialectOf } from "./dialect.ts";
import { withoutFragment } from "./uri.ts";

/** Meta-schemas by their URI: those that were handed in among the documents. */
export type MetaSchemas = ReadonlyMap<string, JsonObject>;

/** Documents that `$schema` may name, by the URI they were handed in under and by their own `$id`. */
export function metaSchemasAmong(documents: ReadonlyMap<string, Json>): MetaSchemas {
  const found = new Map<string, JsonObject>();
  for (const [uri, root] of documents) {
    if (!isObject(root)) continue;
    found.set(uri, root);
    if (typeof root.$id === "string") found.set(withoutFragment(root.$id), root);
  }
  return found;
}

/** A meta-schema of one's own speaks the dialect of the meta-schema that it is itself written in. */
export function recogniseDialect(uri: string, metaSchemas: MetaSchemas): Dialect | undefined {
  const seen = new Set<string>();
  let next = uri;
  while (!seen.has(next)) {
    const known = dialectOf(next);
    if (known !== undefined) return known;
    seen.add(next);
    const above = metaSchemas.get(withoutFragment(next))?.$schema;
    if (typeof above !== "string") return undefined;
    next = above;
  }
  return undefined;
}

const judging: Partial<Record<Dialect, readonly string[]>> = {
  "2019-09": ["core", "applicator", "validation"],
  "2020-12": ["core", "applicator", "unevaluated", "validation"],
};
const describing = ["meta-data", "format", "format-annotation", "format-assertion", "content"];

/** Vocabularies that a schema says must be understood, and are not. */
export function unknownVocabularies(schema: JsonObject): readonly string[] {
  const declared = schema.$vocabulary;
  if (declared === undefined || !isObject(declared)) return [];
  const known = new Set((["2019-09", "2020-12"] as const).flatMap(standardVocabularies));
  return Object.entries(declared).flatMap(([uri, required]) =>
    required === true && !known.has(uri) ? [uri] : [],
  );
}

/**
 * Vocabularies whose keywords the meta-schema switches off by not naming them. We judge by the whole dialect, so a
 * schema under such a meta-schema would be judged by more than it says.
 */
export function missingVocabularies(metaSchema: JsonObject, dialect: Dialect): readonly string[] {
  const declared = metaSchema.$vocabulary;
  if (declared === undefined || !isObject(declared)) return [];
  return (judging[dialect] ?? [])
    .map((name) => vocabulary(dialect, name))
    .filter((uri) => !Object.hasOwn(declared, uri));
}

function standardVocabularies(dialect: Dialect): readonly string[] {
  return [...(judging[dialect] ?? []), ...describing].map((name) => vocabulary(dialect, name));
}

function vocabulary(dialect: Dialect, name: string): string {
  return `https://json-schema.org/draft/${dialect}/vocab/${name}`;
}
