import { isObject, type Json, parseJson } from "@concordat/json";
import { anonymousUri, type Dialect, schemaErrors } from "@concordat/schema";
import { createLru } from "../collections/lru.ts";
import type { Content, ContentReference } from "./content.ts";
import { coreErrors } from "./errors.ts";
import type { State } from "./state/state.ts";

/** A schema with everything that its references lead to. Whoever judges it needs nothing else, and fetches nothing. */
export type Closure = {
  readonly schema: Json;
  /** By absolute URI. */
  readonly documents: ReadonlyMap<string, Json>;
  /** Of all that is in it: the same digest, the same meaning. */
  readonly digest: string;
  /** What a schema means that names no dialect. */
  readonly dialect: Dialect;
};

/**
 * What one schema may lead to. Names are read from where they stand, so that twenty schemas of which each refers twice to
 * the one before are a million documents.
 */
const most = { documents: 1_000, characters: 16_000_000 };

type Root = Pick<Content, "text" | "references" | "digest">;

/**
 * Puts a content together with what it refers to, and with what that refers to. A name is what `$ref` says, read from
 * where the reference stands.
 *
 * @throws SCHEMA_REF_UNKNOWN where a version is named that there is not, LIMIT_EXPANSION where there is no end to it
 */
export function closureOf(state: State, root: Root, dialect: Dialect, schema = parsed(root)): Closure {
  const documents = new Map<string, Json>();
  const parts = [root.digest];
  let characters = 0;
  const requireFew = (limit: number, found: number, what: string) => {
    if (found > limit) throw schemaErrors.LIMIT_EXPANSION({ at: "what it refers to", limit, what });
  };
  const add = (references: readonly ContentReference[], base: string) => {
    for (const reference of references) {
      const content = contentOfReference(state, reference);
      const uri = URL.parse(reference.name, base)?.href.replace(/#.*$/s, "");
      if (uri === undefined || documents.has(uri)) continue;
      characters += content.text.length;
      requireFew(most.documents, documents.size + 1, "documents");
      requireFew(most.characters, characters, "characters");
      const document = parsed(content);
      documents.set(uri, document);
      parts.push(`${uri} ${content.digest}`);
      add(content.references, identifierOf(document) ?? uri);
    }
  };
  add(root.references, identifierOf(schema) ?? anonymousUri);
  return { schema, documents, dialect, digest: parts.join("\n") };
}

/** The latest version of a subject is what every candidate is compared with, and common ones are what many refer to. */
const known = createLru<Json, Root>(500);

/** Of long texts a value takes more memory than reading it again takes time. */
const longest = 16_000;

function parsed(root: Root): Json {
  if (root.text.length > longest) return parseJson(root.text);
  const before = known.get(root);
  if (before !== undefined) return before;
  const value = parseJson(root.text);
  known.set(root, value);
  return value;
}

/** Deleted versions still stand for those that referred to them before. */
function contentOfReference(state: State, { name, subject, version }: ContentReference): Content {
  const digest = state.version(subject, version)?.content;
  const content = digest === undefined ? undefined : state.content(digest);
  if (content === undefined) throw coreErrors.SCHEMA_REF_UNKNOWN({ name, subject, version });
  return content;
}

function identifierOf(schema: Json): string | undefined {
  const id = isObject(schema) ? (schema.$id ?? schema.id) : undefined;
  const uri = typeof id === "string" ? URL.parse(id) : null;
  return uri?.href.replace(/#.*$/s, "");
}
