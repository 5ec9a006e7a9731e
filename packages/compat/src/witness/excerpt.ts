import { appendToPointer, isArray, isObject, type Json } from "@concordat/json";
import { dialectOf, type ResolvedSchema, type SchemaGraph, type SchemaLocation } from "@concordat/schema";
import { schemasBelow } from "../normalise/index.ts";
import { targetsOf } from "./effort.ts";

/** A schema, and all that its references may lead to. */
export type Source = {
  readonly root: ResolvedSchema;
  readonly graph: SchemaGraph;
  readonly documents: ReadonlyMap<string, Json>;
};

export type Excerpt = {
  text(): { readonly schema: Json; readonly documents: ReadonlyMap<string, Json> };
  /** How many schemas a validator comes to. */
  readonly size: number;
  /** Whether it comes to the one at this place. */
  reaches(location: SchemaLocation): boolean;
};

/**
 * The schema without those entries of `properties` that have nothing to do with any part of the value (`touched` are the
 * keys of all that have), and without definitions that nothing refers to any more. An entry of `properties` has no say
 * about an object that lacks the member, nor about what the keywords beside it say of that object: so what a validator
 * says of this value stays the same. Everything else stays in its place, and no reference need be rewritten.
 *
 * References that lead somewhere else each time they are met (`$dynamicRef`) keep everything; so does `touched` left out.
 */
export function excerptOf(source: Source, touched?: ReadonlySet<string>): Excerpt {
  const { root, graph } = source;
  const isPlain = graph.references.every(({ keyword }) => keyword === "$ref");
  const reached = reachedFrom(root, graph, isPlain ? touched : undefined);
  const shortened = (uri: string, document: Json): Json => {
    const pointers = reached.get(uri);
    return !isPlain || touched === undefined || pointers === undefined
      ? document
      : withoutOthers(document, pointers);
  };
  return {
    text: () => ({
      schema: shortened(root.location.document, root.schema),
      documents: new Map(
        // Of a schema that is shown whole, definitions that nobody uses may refer to any document.
        (touched === undefined ? [...source.documents] : needed(source, reached)).map(([uri, document]) => [
          uri,
          shortened(uri, document),
        ]),
      ),
    }),
    size: [...reached.values()].reduce((sum, pointers) => sum + pointers.size, 0),
    reaches: ({ document, pointer }) => reached.get(document)?.has(pointer) === true,
  };
}

/** Validators go through all that they are handed, and of hundreds of documents a value mostly concerns a few. */
function needed(
  { graph, documents }: Source,
  reached: ReadonlyMap<string, unknown>,
): readonly (readonly [uri: string, document: Json])[] {
  if (!isTold(graph)) return [...documents];
  // They may have been handed in under another spelling of their URI.
  const those = new Set([...reached.keys()].map((uri) => graph.documents.get(uri)));
  return [...documents].filter(([, document]) => those.has(document));
}

/** Whether references alone say which documents count: none is a meta-schema of another, or met by dynamic scope. */
function isTold(graph: SchemaGraph): boolean {
  const known = told.get(graph);
  if (known !== undefined) return known;
  const found =
    graph.references.every(({ keyword }) => keyword === "$ref") &&
    [...graph.documents.values()].every((document) =>
      [...JSON.stringify(document).matchAll(/"\$schema":"([^"]*)"/g)].every(
        ([, named = ""]) => dialectOf(named) !== undefined,
      ),
    );
  told.set(graph, found);
  return found;
}

const told = new WeakMap<SchemaGraph, boolean>();

/** Whether a validator comes to no more schemas than so many. */
export function isSmall({ root, graph }: Source, most: number): boolean {
  const reached = reachedFrom(root, graph, undefined, most);
  return [...reached.values()].reduce((sum, pointers) => sum + pointers.size, 0) <= most;
}

/** Places by document: down all keywords but definitions and those properties, and along all references. */
function reachedFrom(
  root: ResolvedSchema,
  graph: SchemaGraph,
  touched: ReadonlySet<string> | undefined,
  most = Number.POSITIVE_INFINITY,
): ReadonlyMap<string, ReadonlySet<string>> {
  const reached = new Map<string, Set<string>>();
  const seen = new Set([root]);
  // A set that grows while it is walked.
  for (const schema of seen) {
    const { document, pointer } = schema.location;
    reached.set(document, (reached.get(document) ?? new Set<string>()).add(pointer));
    if (seen.size > most) continue;
    for (const { keyword, applies, schema: below } of schemasBelow(schema, graph, "lenient")) {
      const isLeftOut = keyword === "properties" && touched !== undefined && !touched.has(below.key);
      if (applies !== undefined && !isLeftOut) seen.add(below);
    }
    for (const target of targetsOf(schema, graph)) seen.add(target);
  }
  return reached;
}

/** Shortens the maps of the schemas that are reached; a map elsewhere may be one of members called "properties". */
function withoutOthers(document: Json, reached: ReadonlySet<string>): Json {
  const leading = new Set<string>();
  for (const pointer of reached)
    for (let at = pointer; !leading.has(at); at = at.slice(0, at.lastIndexOf("/"))) {
      leading.add(at);
      if (at === "") break;
    }

  const shorten = (value: Json, pointer: string): Json => {
    if (!leading.has(pointer)) return value;
    if (isArray(value)) return value.map((item, index) => shorten(item, `${pointer}/${index}`));
    if (!isObject(value)) return value;
    const isSchema = pointer === "" || reached.has(pointer);
    return Object.fromEntries(
      Object.entries(value).map(([name, member]) => {
        const at = appendToPointer(pointer, name);
        const isShortened = isSchema && maps.has(name) && isObject(member);
        return [name, isShortened ? entriesOf(member, at) : shorten(member, at)];
      }),
    );
  };

  const entriesOf = (map: { readonly [name: string]: Json }, pointer: string): Json =>
    Object.fromEntries(
      Object.entries(map).flatMap(([name, entry]) => {
        const at = appendToPointer(pointer, name);
        return leading.has(at) ? [[name, shorten(entry, at)] as const] : [];
      }),
    );

  return shorten(document, "");
}

const maps = new Set(["properties", "$defs", "definitions"]);
