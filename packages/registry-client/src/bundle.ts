import { isObject, type Json, type JsonObject } from "@concordat/json";
import { membersOf, type Received, readJson } from "./answers/read-json.ts";
import { registryClientErrors } from "./errors.ts";

/** SHA-256 in lower-case hexadecimal digits. */
export type Sha256 = (bytes: Uint8Array) => Promise<string>;

export type BundledVersion = {
  /** `commerce/order/placed/1.2.0` */
  readonly id: string;
  /** Others may rely on it: it never changes. */
  readonly frozen: boolean;
  /** Of the document's canonical form. */
  readonly digest: string;
  readonly document: JsonObject;
};

/** A whole catalogue as one file. What it says of events holds without the registry, for ever. */
export type Bundle = {
  /** `sha256:` and the digest of the file's bytes: its name. */
  readonly digest: string;
  /** The file itself, to be kept and passed on. */
  readonly bytes: Uint8Array;
  /** What the `$id` of every contract begins with. */
  readonly base: string;
  readonly versions: readonly BundledVersion[];
  /** Who sends and receives what, over which channels, where the registry knows. */
  readonly model?: JsonObject;
};

/**
 * Reads a bundle that was kept as a file.
 *
 * @param promised its digest, where it is known from somewhere else; a file with another is refused
 * @throws {RegistryClientError} REGISTRY_ANSWER_INVALID, REGISTRY_DIGEST
 */
export async function parseBundle(
  {
    name,
    bytes,
    promised,
  }: { readonly name: string; readonly bytes: Uint8Array; readonly promised?: string },
  sha256: Sha256,
): Promise<Bundle> {
  const found = `sha256:${await sha256(bytes)}`;
  if (promised !== undefined && promised !== found)
    throw registryClientErrors.REGISTRY_DIGEST({ url: name, wanted: promised, found });
  const bundle = membersOf(readJson({ url: name, mediaType: "application/json", body: bytes }), name);
  if (bundle.text("concordat") !== "bundle/1")
    throw invalid(name, "is a bundle of a form that is not known here");
  const model = bundle.optional("model");
  if (model !== undefined && !isObject(model)) throw invalid(name, 'has a "model" that is no object');
  return {
    digest: found,
    bytes,
    base: bundle.text("base"),
    versions: bundle.list("versions").map((each) => versionOf(each, name)),
    ...(model !== undefined && { model }),
  };
}

/** The same, as it comes from a registry, which names the digest in the address or in the ETag. */
export function bundleReader(sha256: Sha256): (received: Received) => Promise<Bundle> {
  return async (received) => {
    const { url, body, mediaType, etag } = received;
    if (mediaType !== "application/json") readJson(received);
    const promised = digestIn(url) ?? digestIn(etag ?? "");
    if (promised === undefined) throw invalid(url, "names no digest that it could be held against");
    return parseBundle({ name: url, bytes: body, promised }, sha256);
  };
}

function digestIn(text: string): string | undefined {
  const found = /(?:^|[/:"])([0-9a-f]{64})"?$/.exec(text)?.[1];
  return found === undefined ? undefined : `sha256:${found}`;
}

function versionOf(value: Json, name: string): BundledVersion {
  const { text, flag, optional } = membersOf(value, name);
  const document = optional("document");
  if (document === undefined || !isObject(document)) throw invalid(name, `has no document for ${text("id")}`);
  return { id: text("id"), frozen: flag("frozen"), digest: text("digest"), document };
}

function invalid(url: string, trouble: string) {
  return registryClientErrors.REGISTRY_ANSWER_INVALID({ url, trouble });
}
