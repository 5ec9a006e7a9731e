import type { ErrorReport } from "@concordat/errors";
import { appendToPointer, type Json } from "@concordat/json";
import type { Dialect } from "./dialect.ts";
import { SchemaError, schemaErrors } from "./errors.ts";
import { findingOf, type SchemaFinding } from "./finding.ts";
import { anonymousUri, formatLocation, type SchemaLocation } from "./location.ts";
import { findLoops } from "./loops.ts";
import { metaSchemasAmong } from "./recognise.ts";
import {
  type ReferenceKeyword,
  type Resolution,
  referencesOf,
  resolveReference,
  type Target,
  type WrittenReference,
} from "./reference.ts";
import type { Below, Followed, ResolvedSchema, Traversal } from "./resolved.ts";
import { indexResources, type ResourceIndex, type SchemaNode } from "./resources.ts";
import { type DynamicScope, emptyScope, enterResource, recursiveName } from "./scope.ts";
import { hidesSiblings } from "./subschemas.ts";
import { createUris, resolveUri, withoutFragment } from "./uri.ts";

export type SchemaGraphOptions = {
  /** A document without a URI of its own; its `location.document` is `anonymousUri`. */
  readonly root?: Json;
  /** The dialect of documents without `$schema`. Default `2020-12`. */
  readonly dialect?: Dialect;
  /** How many (place, dynamic scope) pairs the search for loops visits before it gives up aloud. Default 100,000. */
  readonly maxStates?: number;
};

/** A reference of the documents, resolved or not. What a linter needs to ask for pinned versions. */
export type Reference = {
  readonly keyword: ReferenceKeyword;
  /** As written. */
  readonly text: string;
  /** The reference itself, not the schema that holds it. */
  readonly at: SchemaLocation;
  /** Where it leads before dynamic scope is asked; absent when it leads nowhere. */
  readonly target?: SchemaLocation & {
    /** The absolute URI it resolved to, fragment included. */
    readonly uri: string;
    /** The resource's own identifier, which differs where the URI was only the place it was handed in under. */
    readonly base: string;
  };
};

/**
 * A set of documents with their references tied together. Knows nothing but the documents handed in: nothing is
 * fetched, and of the official meta-schemas only the names are known.
 *
 * Building it never throws over a schema's contents: trouble is listed in `findings`, in the order of the documents.
 * The look-ups throw what they step on.
 */
export type SchemaGraph = Traversal & {
  /** By normalised URI; the anonymous root under `anonymousUri`. */
  readonly documents: ReadonlyMap<string, Json>;
  /** Looked for once they are asked for: loops take a way through all of the graph. */
  readonly findings: readonly SchemaFinding[];
  /** Every reference in every document. */
  readonly references: readonly Reference[];
  /** The schema of an absolute URI (fragment allowed), in a scope that begins there. No URI: the anonymous root. */
  enter(uri?: string): ResolvedSchema;
  /** The schema at a place, in a scope that begins there; `undefined` where no schema stands. */
  at(location: SchemaLocation): ResolvedSchema | undefined;
  /** Follows any reference as if it stood in `from` as its `$ref`. */
  follow(reference: string, from: ResolvedSchema): ResolvedSchema;
};

/** Ties documents together; keys of the map are absolute URIs. */
export function createSchemaGraph(
  handedIn: ReadonlyMap<string, Json>,
  options: SchemaGraphOptions = {},
): SchemaGraph {
  const documents = normalised(handedIn, options.root);
  const index = indexResources(documents, metaSchemasAmong(documents), options.dialect ?? "2020-12");
  const world = { index, documents, uris: createUris() };
  const resolutions = resolveAll(index, (node, written) =>
    resolveReference(written, node.resource.uri, () => formatLocation(placeOf(node, written)), world),
  );
  const asked = namesAskedFor(resolutions);

  const resolved = createResolved(asked);
  const nodeOf = ({ location }: ResolvedSchema) => index.nodeAt(location);
  const referencesAt = (from: ResolvedSchema): readonly ResolvedReference[] => {
    const node = resolutions.size === 0 ? undefined : nodeOf(from);
    return (node && resolutions.get(node)) ?? none;
  };
  const graph = {
    subschemas: remembered((from: ResolvedSchema): readonly Below[] => {
      const node = nodeOf(from);
      if (node?.below === undefined || hidesSiblings(node)) return nothing;
      return node.below.map(({ step, node: below }) => {
        const { keyword, key, applies } = step;
        const schema = resolved(below, from.scope);
        return key === undefined ? { keyword, applies, schema } : { keyword, key, applies, schema };
      });
    }),
    unresolved: (from: ResolvedSchema): ErrorReport | undefined => {
      const failed = referencesAt(from).find(({ resolution }) => "trouble" in resolution)?.resolution;
      return failed !== undefined && "trouble" in failed ? failed.trouble : undefined;
    },
    targets: remembered((from: ResolvedSchema): readonly Followed[] => {
      const references = referencesAt(from);
      if (references.length === 0) return nowhere;
      return references.map(({ keyword, resolution }) => {
        if ("trouble" in resolution) throw new SchemaError(resolution.trouble);
        const target = dynamicTarget(keyword, resolution.target, from.scope, index);
        return { keyword, schema: resolved(target, from.scope) };
      });
    }),
  };

  const lookUp = (text: string, base: string, at: string, scope: DynamicScope) => {
    const resolution = resolveReference({ keyword: "$ref", text }, base, () => at, world);
    if ("trouble" in resolution) throw new SchemaError(resolution.trouble);
    return resolved(resolution.target.node, scope);
  };

  const roots = [...documents.keys()].flatMap((document) => index.nodeAt({ document, pointer: "" }) ?? []);
  const references = [...resolutions.values()].flat();
  // Text is a tree; only a reference that leads somewhere can lead back.
  const starts = references.some(({ resolution }) => "target" in resolution)
    ? [...roots, ...index.nodes()].filter((node) => node.below !== undefined || resolutions.has(node))
    : [];
  const loops = () =>
    findLoops(
      starts.map((node) => resolved(node, emptyScope)),
      graph,
      options.maxStates ?? 100_000,
    );
  // Later look-ups may bring more schemas to light; what is told of the documents stays what it was.
  const placed = [...index.findings];
  const found = new LateFindings(() => [...placed, ...references.flatMap(unresolvedFinding), ...loops()]);
  return Object.assign(found, {
    ...graph,
    documents,
    references: references.map(asReference),
    enter: (uri = anonymousUri) => lookUp(uri, anonymousUri, "the caller", emptyScope),
    at: (location: SchemaLocation) => {
      const node = index.nodeAt(location);
      return node && resolved(node, emptyScope);
    },
    follow: (reference: string, from: ResolvedSchema) =>
      lookUp(reference, from.base, formatLocation(from.location), from.scope),
  });
}

/**
 * Found when first asked for. A class for its getter: an object literal with one gets a hidden class of its own each
 * time, and that keeps the whole graph alive until the next full collection of garbage.
 */
class LateFindings {
  readonly #find: () => readonly SchemaFinding[];
  #found: readonly SchemaFinding[] | undefined;

  constructor(find: () => readonly SchemaFinding[]) {
    this.#find = find;
  }

  get findings(): readonly SchemaFinding[] {
    this.#found ??= this.#find();
    return this.#found;
  }
}

// There are tens of thousands of schemas with nothing below them and no reference.
const nothing: readonly Below[] = [];
const nowhere: readonly Followed[] = [];
const none: readonly ResolvedReference[] = [];

/** Of schemas with references only. */
type Resolutions = ReadonlyMap<SchemaNode, readonly ResolvedReference[]>;
type ResolvedReference = WrittenReference & { readonly at: SchemaLocation; readonly resolution: Resolution };

/**
 * A schema is met again and again on the ways through its graph; in one scope it is the same schema each time. Most
 * graphs have no dynamic scopes at all.
 */
function createResolved(
  asked: ReadonlySet<string>,
): (node: SchemaNode, scope: DynamicScope) => ResolvedSchema {
  const made = new Map<string, Map<SchemaNode, ResolvedSchema>>();
  return (node, scope) => {
    const inside = enterResource(scope, node.resource, asked);
    const ofScope = made.get(inside.key) ?? new Map<SchemaNode, ResolvedSchema>();
    if (ofScope.size === 0) made.set(inside.key, ofScope);
    const known = ofScope.get(node);
    if (known !== undefined) return known;
    const { document, pointer, schema, dialect, resource } = node;
    const key = `${document}#${pointer}${inside.key === "" ? "" : ` ${inside.key}`}`;
    const location = { document, pointer };
    const resolved = { schema, location, dialect, base: resource.uri, scope: inside, key };
    ofScope.set(node, resolved);
    return resolved;
  };
}

/** Steps through a graph are pure, and asked for by everyone who looks at it. */
function remembered<Answer>(
  ask: (of: ResolvedSchema) => readonly Answer[],
): (of: ResolvedSchema) => readonly Answer[] {
  const answers = new Map<ResolvedSchema, readonly Answer[]>();
  return (of) => {
    const known = answers.get(of);
    if (known !== undefined) return known;
    const answer = ask(of);
    if (answer.length > 0) answers.set(of, answer);
    return answer;
  };
}

/** Per place of a schema. Following a reference may bring new schemas to light, whose references are followed in turn. */
function resolveAll(
  index: ResourceIndex,
  resolve: (node: SchemaNode, written: WrittenReference) => Resolution,
): Resolutions {
  const found = new Map<SchemaNode, readonly ResolvedReference[]>();
  const done = new Set<SchemaNode>();
  for (let nodes = index.nodes(); nodes.length > done.size; nodes = index.nodes())
    for (const node of nodes) {
      if (done.has(node)) continue;
      done.add(node);
      const written = referencesOf(node);
      if (written.length === 0) continue;
      found.set(
        node,
        written.map(({ keyword, text }) => ({
          keyword,
          text,
          at: placeOf(node, { keyword, text }),
          resolution: resolve(node, { keyword, text }),
        })),
      );
    }
  return found;
}

/**
 * 2020-12, section 8.2.3.2: a target that was reached through a dynamic anchor gives way to the same anchor of the
 * outermost resource in scope. 2019-09 says the same of `$recursiveAnchor`, which has no name.
 */
function dynamicTarget(
  keyword: ReferenceKeyword,
  { node, dynamicAnchor }: Target,
  scope: DynamicScope,
  index: ResourceIndex,
): SchemaNode {
  const isRecursive = keyword === "$recursiveRef" && node.resource.recursiveAnchor;
  const name = isRecursive ? recursiveName : keyword === "$dynamicRef" ? dynamicAnchor : undefined;
  const outermost = name === undefined ? undefined : scope.outermost.get(name);
  if (name === undefined || outermost === undefined) return node;
  const pointer = outermost.anchors.get(name) ?? outermost.pointer;
  return index.nodeAt({ document: outermost.document, pointer }) ?? node;
}

/** Scopes remember only what some dynamic reference can ask for, so that most graphs have a single, empty one. */
function namesAskedFor(resolutions: Resolutions): ReadonlySet<string> {
  const asked = new Set<string>();
  for (const references of resolutions.values())
    for (const { keyword, resolution } of references) {
      const name = "target" in resolution ? resolution.target.dynamicAnchor : undefined;
      if (keyword === "$recursiveRef") asked.add(recursiveName);
      else if (keyword === "$dynamicRef" && name !== undefined) asked.add(name);
    }
  return asked;
}

function normalised(handedIn: ReadonlyMap<string, Json>, root: Json | undefined): ReadonlyMap<string, Json> {
  const named = [...handedIn].map(([key, document]) => {
    const uri = resolveUri(withoutFragment(key), key);
    if (uri !== undefined) return [uri, document] as const;
    const remedy = "hand documents in under absolute URIs";
    throw schemaErrors.SCHEMA_ID({ at: "the caller", id: key, trouble: "is no absolute URI", remedy });
  });
  return new Map([...(root === undefined ? [] : [[anonymousUri, root] as const]), ...named]);
}

function placeOf({ document, pointer }: SchemaLocation, { keyword }: WrittenReference): SchemaLocation {
  return { document, pointer: appendToPointer(pointer, keyword) };
}

function unresolvedFinding({ resolution, at }: ResolvedReference): readonly SchemaFinding[] {
  return "trouble" in resolution ? [findingOf(resolution.trouble, at)] : [];
}

function asReference({ keyword, text, at, resolution }: ResolvedReference): Reference {
  if ("trouble" in resolution) return { keyword, text, at };
  const { node, uri } = resolution.target;
  const { document, pointer, resource } = node;
  return { keyword, text, at, target: { document, pointer, uri, base: resource.uri } };
}
