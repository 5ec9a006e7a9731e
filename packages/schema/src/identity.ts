import { isObject, type Json } from "@concordat/json";
import { type Dialect, idKeyword, isSince } from "./dialect.ts";
import { refHidesSiblings } from "./keywords.ts";
import { decodeFragment, isAbsoluteUri, resolveUri, splitFragment } from "./uri.ts";

/** What a schema object says about its own identity. */
export type Identity = {
  /** As written, for messages. */
  readonly written?: string;
  /** Absolute, without fragment; present when the schema begins a resource of its own. */
  readonly uri?: string;
  /** Names within the resource: `$anchor`, `$dynamicAnchor`, up to draft-07 also the fragment of an id. */
  readonly anchors: readonly string[];
  readonly dynamicAnchor?: string;
  readonly recursiveAnchor?: true;
  readonly trouble?: { readonly what: string; readonly remedy: string };
};

const nameless: Identity = { anchors: [] };

/** Reads id and anchors of a schema in the dialect's way, relative to the base that surrounds it. */
export function identityOf(schema: Json, dialect: Dialect, base: string): Identity {
  if (!isObject(schema)) return nameless;
  if (refHidesSiblings(dialect) && typeof schema.$ref === "string") return nameless;
  const id = schema[idKeyword(dialect)];
  const identity = typeof id === "string" ? identityOfId(id, dialect, base) : nameless;
  return isSince(dialect, "2019-09") ? withAnchors(identity, schema, dialect) : identity;
}

function identityOfId(written: string, dialect: Dialect, base: string): Identity {
  const { uri: reference, fragment } = splitFragment(written);
  const uri = reference === "" ? undefined : resolveUri(reference, base);
  const begins = uri === undefined ? {} : { uri };
  if (reference !== "" && uri === undefined)
    return {
      written,
      anchors: [],
      trouble: { what: "is no URI reference", remedy: "write an absolute URI, such as https://…" },
    };
  if (fragment === undefined || fragment === "") return { written, ...begins, anchors: [] };
  // From 2019-09 on fragments are said by $anchor; before, `#name` was the way to say them. A pointer never was.
  const anchor = decodeFragment(fragment);
  if (isSince(dialect, "2019-09") || anchor === undefined || anchor.startsWith("/"))
    return {
      written,
      ...begins,
      anchors: [],
      trouble: {
        what: "carries a fragment",
        remedy: isSince(dialect, "2019-09")
          ? "drop the fragment; name a place within the document by $anchor"
          : "drop the fragment, or write a plain name after the #",
      },
    };
  return { written, ...begins, anchors: [anchor] };
}

function withAnchors(
  identity: Identity,
  schema: { readonly [name: string]: Json },
  dialect: Dialect,
): Identity {
  const { $anchor: anchor, $dynamicAnchor: dynamic, $recursiveAnchor: recursive } = schema;
  if (anchor === undefined && dynamic === undefined && recursive === undefined) return identity;
  const isDynamic = isSince(dialect, "2020-12") && typeof dynamic === "string";
  const anchors = [...(typeof anchor === "string" ? [anchor] : []), ...(isDynamic ? [dynamic] : [])];
  return {
    ...identity,
    anchors: [...new Set(anchors)],
    ...(isDynamic ? { dynamicAnchor: dynamic } : {}),
    ...(dialect === "2019-09" && recursive === true ? { recursiveAnchor: true as const } : {}),
  };
}

/** A document's own id should be absolute: relative ones mean something else wherever the document is moved to. */
export function isRelativeId(identity: Identity): boolean {
  return identity.written !== undefined && identity.uri !== undefined && !isAbsoluteUri(identity.written);
}
