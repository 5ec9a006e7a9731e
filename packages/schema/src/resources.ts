import { type Json, jsonEquals, valueAt } from "@concordat/json";
import type { Dialect } from "./dialect.ts";
import type { SchemaFinding } from "./finding.ts";
import type { SchemaLocation } from "./location.ts";
import { type MetaSchemas, recogniseDialect } from "./recognise.ts";
import type { Subschema } from "./subschemas.ts";
import { duplicateAnchor, duplicateId, troublesOf } from "./troubles.ts";
import { type SchemaVisit, walkSchemas } from "./walk.ts";

/** A schema with an identifier of its own, and all below it up to the next such schema. */
export type Resource = SchemaLocation & {
  /** Absolute, without fragment. */
  readonly uri: string;
  readonly dialect: Dialect;
  /** Pointers within the document, by anchor; dynamic anchors are anchors too. */
  readonly anchors: Map<string, string>;
  readonly dynamicAnchors: Set<string>;
  /** Draft 2019-09's `$recursiveAnchor: true` at the root of the resource. */
  readonly recursiveAnchor: boolean;
};

/** A schema at its place. */
export type SchemaNode = SchemaLocation & {
  readonly schema: Json;
  readonly dialect: Dialect;
  readonly resource: Resource;
  /** What lies directly below, in the order of the text. Absent where nothing does. */
  below?: { readonly step: Subschema; readonly node: SchemaNode }[];
};

export type ResourceIndex = {
  readonly resources: ReadonlyMap<string, Resource>;
  readonly nodes: () => readonly SchemaNode[];
  nodeAt(location: SchemaLocation): SchemaNode | undefined;
  /** Takes a schema that stands where no keyword says so (below an unknown one, say) and all below it into the index. */
  adopt(location: SchemaLocation, schema: Json): SchemaNode;
  readonly findings: SchemaFinding[];
};

/** Finds every schema, identifier and anchor of the documents. The documents' own roots win over embedded copies. */
export function indexResources(
  documents: ReadonlyMap<string, Json>,
  metaSchemas: MetaSchemas,
  fallback: Dialect,
): ResourceIndex {
  const resources = new Map<string, Resource>();
  const nodesByDocument = new Map<string, Map<string, SchemaNode>>();
  const findings: SchemaFinding[] = [];
  const recognise = (uri: string) => recogniseDialect(uri, metaSchemas);

  const nodesOf = (document: string) => {
    const nodes = nodesByDocument.get(document) ?? new Map<string, SchemaNode>();
    nodesByDocument.set(document, nodes);
    return nodes;
  };

  const register = (visits: Iterable<SchemaVisit>, surrounding?: Resource) => {
    for (const visit of visits) {
      const { document, pointer, schema, dialect } = visit;
      const nodes = nodesOf(document);
      if (nodes.has(pointer)) continue;
      const parent = visit.parent && nodes.get(visit.parent.pointer);
      const resource = beginsResource(visit)
        ? begin(visit)
        : (parent?.resource ?? surrounding ?? begin(visit));
      const node: SchemaNode = { document, pointer, schema, dialect, resource };
      nodes.set(pointer, node);
      if (parent !== undefined && visit.step !== undefined) {
        parent.below ??= [];
        parent.below.push({ step: visit.step, node });
      }
      for (const finding of nameAnchors(visit, resource)) findings.push(finding);
      for (const finding of troublesOf(visit, metaSchemas)) findings.push(finding);
    }
  };

  const begin = (visit: SchemaVisit): Resource => {
    const { document, pointer, dialect, base: uri, identity } = visit;
    const resource: Resource = {
      uri,
      document,
      pointer,
      dialect,
      anchors: new Map(),
      dynamicAnchors: new Set(),
      recursiveAnchor: identity.recursiveAnchor === true,
    };
    const first = resources.get(uri);
    if (first === undefined) resources.set(uri, resource);
    else if (!isSame(first, visit)) findings.push(duplicateId(visit, first));
    return resource;
  };

  const isSame = (first: SchemaLocation, visit: SchemaVisit) => {
    const root = documents.get(first.document);
    const value = root === undefined ? undefined : valueAt(root, first.pointer);
    return value !== undefined && first.document !== visit.document && jsonEquals(value, visit.schema);
  };

  const roots = [...documents].map(([uri, root]) => ({ uri, root }));
  const walked = roots.map((document) => walkSchemas(document, { dialect: fallback, recognise }));
  for (const visits of walked) {
    const root = visits.next();
    if (!root.done) register([root.value]);
  }
  for (const { uri } of roots) {
    const own = nodesOf(uri).get("")?.resource;
    if (own !== undefined && !resources.has(uri)) resources.set(uri, own);
  }
  for (const visits of walked) register(visits);

  return {
    resources,
    nodes: () => [...nodesByDocument.values()].flatMap((nodes) => [...nodes.values()]),
    nodeAt: ({ document, pointer }) => nodesByDocument.get(document)?.get(pointer),
    adopt: ({ document, pointer }, schema) => {
      const nodes = nodesOf(document);
      const above = nearestAbove(nodes, pointer);
      const from = { schema, pointer, dialect: above.dialect, base: above.resource.uri };
      register(walkSchemas({ uri: document, root: null }, { recognise, from }), above.resource);
      return nodes.get(pointer) ?? above;
    },
    findings,
  };
}

function beginsResource({ identity, pointer, base, document }: SchemaVisit): boolean {
  return identity.uri !== undefined || (pointer === "" && base === document);
}

/** The schema whose base is in force at a place that no walk came to; at the latest the root. */
function nearestAbove(nodes: ReadonlyMap<string, SchemaNode>, pointer: string): SchemaNode {
  let above = pointer;
  while (!nodes.has(above) && above !== "") above = above.slice(0, above.lastIndexOf("/"));
  const found = nodes.get(above);
  if (found === undefined) throw new TypeError(`no schema stands above ${pointer}`);
  return found;
}

/** The first place that takes a name keeps it. */
function nameAnchors(visit: SchemaVisit, resource: Resource): readonly SchemaFinding[] {
  const { identity, pointer } = visit;
  if (identity.anchors.length === 0) return [];
  const taken = identity.anchors.filter((anchor) => resource.anchors.has(anchor));
  const free = identity.anchors.filter((anchor) => !resource.anchors.has(anchor));
  for (const anchor of free) resource.anchors.set(anchor, pointer);
  if (identity.dynamicAnchor !== undefined && free.includes(identity.dynamicAnchor))
    resource.dynamicAnchors.add(identity.dynamicAnchor);
  return taken.map((anchor) => duplicateAnchor(visit, anchor, resource.anchors.get(anchor) ?? ""));
}
