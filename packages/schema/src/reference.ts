import type { ErrorReport } from "@concordat/errors";
import { formatPointer, isObject, type Json, type JsonObject, parsePointer, valueAt } from "@concordat/json";
import { schemaErrors } from "./errors.ts";
import type { SchemaLocation } from "./location.ts";
import type { Resource, ResourceIndex, SchemaNode } from "./resources.ts";
import { effectiveMembers, isSchema } from "./subschemas.ts";
import { decodeFragment, splitFragment, type Uris } from "./uri.ts";

export type ReferenceKeyword = "$ref" | "$dynamicRef" | "$recursiveRef";

/** A reference as it stands in a schema. */
export type WrittenReference = { readonly keyword: ReferenceKeyword; readonly text: string };

/** Where a reference leads before dynamic scope is asked. */
export type Target = {
  readonly node: SchemaNode;
  /** The absolute URI, fragment included, that the reference resolved to. */
  readonly uri: string;
  /** Set when the fragment was the name of a dynamic anchor: only such a target gives way to an outer one. */
  readonly dynamicAnchor?: string;
};

/** Never both; the error is told, not built, because a graph collects what a single look-up throws. */
export type Resolution = { readonly target: Target } | { readonly trouble: ErrorReport };

/** The references that count in this schema, in the order of the text. */
export function referencesOf({ schema, dialect }: SchemaNode): readonly WrittenReference[] {
  if (!isObject(schema) || !mayRefer(schema)) return [];
  return Object.entries(effectiveMembers(schema, dialect)).flatMap(([keyword, text]) =>
    isReferenceKeyword(keyword, dialect) && typeof text === "string" ? [{ keyword, text }] : [],
  );
}

/** Next to no schema does, and there are tens of thousands of them. */
function mayRefer({ $ref, $dynamicRef, $recursiveRef }: JsonObject): boolean {
  return $ref !== undefined || $dynamicRef !== undefined || $recursiveRef !== undefined;
}

/** What references are looked up in. */
export type World = {
  readonly index: ResourceIndex;
  readonly documents: ReadonlyMap<string, Json>;
  readonly uris: Uris;
};

/**
 * Follows a reference lexically: base, document, then pointer or anchor. Nothing is fetched.
 * `placed` tells the place of the reference, for messages.
 */
export function resolveReference(
  { keyword, text }: WrittenReference,
  base: string,
  placed: () => string,
  world: World,
): Resolution {
  const unresolved = (reason: string, document?: string): Resolution => {
    const params = { at: placed(), ref: text, reason, ...(document !== undefined && { document }) };
    const error = keyword === "$ref" ? schemaErrors.SCHEMA_REF_UNRESOLVED : schemaErrors.SCHEMA_DYNAMIC_REF;
    return { trouble: error.report(params) };
  };

  // 2019-09, section 8.2.4.2.1: any other value is undefined behaviour.
  if (keyword === "$recursiveRef" && text !== "#") return unresolved('only "#" has a meaning');
  const { uri: reference, fragment = "" } = splitFragment(text);
  const uri = world.uris.resolve(reference, base);
  if (uri === undefined) return absent(text, text, placed, world) ?? unresolved("it is no URI reference");
  const resource = world.index.resources.get(uri);
  if (resource === undefined)
    return absent(text, uri, placed, world) ?? unresolved("there is no such document", uri);

  const decoded = decodeFragment(fragment);
  if (decoded === undefined) return unresolved("its percent-encoding is broken");
  const isPointer = decoded === "" || decoded.startsWith("/");
  const pointer = isPointer ? pointerWithin(resource, decoded) : resource.anchors.get(decoded);
  if (pointer === undefined)
    return unresolved(
      isPointer
        ? "a ~ in a JSON Pointer is followed by 0 or 1"
        : `there is no anchor "${decoded}" in ${resource.uri}`,
    );

  const node = nodeAt({ document: resource.document, pointer }, world);
  if (typeof node === "string") return unresolved(node);
  const absolute = `${uri}#${fragment}`;
  const isDynamic = !isPointer && resource.dynamicAnchors.has(decoded);
  return { target: isDynamic ? { node, uri: absolute, dynamicAnchor: decoded } : { node, uri: absolute } };
}

/** The schema there, or why there is none. */
function nodeAt(location: SchemaLocation, { index, documents }: World): SchemaNode | string {
  const known = index.nodeAt(location);
  if (known !== undefined) return known;
  const root = documents.get(location.document);
  const value = root === undefined ? undefined : valueAt(root, location.pointer);
  if (value === undefined) return "nothing stands there";
  return isSchema(value) ? index.adopt(location, value) : "what stands there is no schema";
}

function pointerWithin(resource: Resource, text: string): string | undefined {
  const tokens = parsePointer(text);
  return tokens && resource.pointer + formatPointer(tokens);
}

/**
 * Why a document is not there: it would have to be fetched, or it is of a scheme that we never follow. A relative
 * reference names a sibling of the document it stands in, so that one is misspelt rather than somebody else's; but
 * `//host/path` would go over the network whatever base it were resolved against.
 */
function absent(
  text: string,
  uri: string,
  placed: () => string,
  { uris: { schemeOf } }: World,
): Resolution | undefined {
  const remote = () => ({ trouble: schemaErrors.SCHEMA_REF_REMOTE.report({ at: placed(), ref: text, uri }) });
  if (text.startsWith("//")) return remote();
  const scheme = schemeOf(splitFragment(text).uri);
  if (scheme === undefined || naming.has(scheme)) return undefined;
  if (scheme === "http:" || scheme === "https:") return remote();
  return { trouble: schemaErrors.SCHEMA_REF_SCHEME.report({ at: placed(), ref: text, scheme }) };
}

/** Schemes that only name; that such a name is unknown is no question of fetching. */
const naming = new Set(["urn:", "tag:"]);

function isReferenceKeyword(keyword: string, dialect: SchemaNode["dialect"]): keyword is ReferenceKeyword {
  if (keyword === "$ref") return true;
  return keyword === "$dynamicRef"
    ? dialect === "2020-12"
    : keyword === "$recursiveRef" && dialect === "2019-09";
}
