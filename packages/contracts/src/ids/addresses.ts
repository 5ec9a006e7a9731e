import type { ConcordatError } from "@concordat/errors";
import { schemaErrors } from "@concordat/schema";
import { contractErrors } from "../errors.ts";
import { type ContractId, parseContractId } from "./contract-id.ts";
import { nameTrouble, visible } from "./name-trouble.ts";
import { checkVersionedId, formatVersionedId, parseVersionedId, type VersionedId } from "./versioned-id.ts";

/** `commerce.order.placed`: the contract's name where slashes have a meaning of their own. Words hold no dots. */
export function formatSubject(id: ContractId): string {
  return id.segments.join(".");
}

export function parseSubject(text: string): ContractId | undefined {
  return text.includes("/") ? undefined : parseContractId(text.replaceAll(".", "/"));
}

/** The `$id`: base, path, version and `.json`, so that a relative `$ref` means the same to files and to identifiers. */
export function formatContractUri(id: VersionedId, base: string): string {
  return `${withSlash(base)}${formatVersionedId(id)}.json`;
}

/** Compares text, not URLs: `%2e`, `//` and the like are other spellings, and an identifier has one. */
export function parseContractUri(uri: string, base: string): VersionedId | undefined {
  const tail = tailOf(uri, base);
  return tail === undefined ? undefined : parseVersionedId(tail);
}

/** Why the identifier is none of a contract under this base; `undefined` when it is one. `at` is its place, for messages. */
export function checkContractUri(uri: string, base: string, at: string): ConcordatError | undefined {
  const hidden = nameTrouble(uri);
  if (hidden !== undefined)
    return contractErrors.SCHEMA_NAME_CHARS({ name: visible(uri), what: hidden.what, offset: hidden.offset });
  const refuse = (trouble: string, remedy: string) =>
    schemaErrors.SCHEMA_ID({ at, id: uri, trouble, remedy });
  if (!uri.startsWith(withSlash(base)))
    return refuse(`does not begin with ${withSlash(base)}`, `begin with ${withSlash(base)}`);
  const tail = tailOf(uri, base);
  if (tail === undefined) return refuse("does not end in .json", "end with the version and .json");
  const trouble = checkVersionedId(tail);
  return trouble && refuse(`names no contract: ${trouble.message}`, trouble.hint);
}

/** Where a registry answers with the document; without `.json`, which the registry takes as well. */
export function registryUrl(id: VersionedId, registry: string): string {
  return `${withSlash(registry)}${formatVersionedId(id)}`;
}

export function withSlash(base: string): string {
  return base.endsWith("/") ? base : `${base}/`;
}

function tailOf(uri: string, base: string): string | undefined {
  const head = withSlash(base);
  return uri.startsWith(head) && uri.endsWith(".json") ? uri.slice(head.length, -".json".length) : undefined;
}
