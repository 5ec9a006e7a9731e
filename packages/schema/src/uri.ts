/**
 * URI references, by the platform's `URL`. It was tried on every case that schemas meet (relative, network-path, urn:,
 * tag:, file:, own schemes) and lacks one: the empty reference against a base without a hierarchy, such as a URN.
 * A relative path against such a base has no meaning anyone relies on; it stays unresolved.
 */
export function resolveUri(reference: string, base: string): string | undefined {
  if (reference === "") return withoutFragment(base);
  return URL.parse(reference, base)?.href;
}

export type Uris = {
  readonly resolve: typeof resolveUri;
  /** With its colon; `undefined` for a relative reference. */
  schemeOf(reference: string): string | undefined;
};

/** Remembers: documents refer to a few others by the thousand, and each `URL` is a costly object. */
export function createUris(): Uris {
  const ofBase = new Map<string, Map<string, string | undefined>>();
  const schemes = new Map<string, string | undefined>();
  return {
    resolve(reference, base) {
      const known = ofBase.get(base) ?? new Map<string, string | undefined>();
      if (known.size === 0) ofBase.set(base, known);
      if (!known.has(reference)) known.set(reference, resolveUri(reference, base));
      return known.get(reference);
    },
    schemeOf(reference) {
      if (!schemes.has(reference)) schemes.set(reference, URL.parse(reference)?.protocol);
      return schemes.get(reference);
    },
  };
}

export function isAbsoluteUri(text: string): boolean {
  return URL.canParse(text);
}

export function withoutFragment(uri: string): string {
  return splitFragment(uri).uri;
}

/** The fragment as written, without `#`; `undefined` when there is no `#` at all. */
export function splitFragment(uri: string): { readonly uri: string; readonly fragment: string | undefined } {
  const hash = uri.indexOf("#");
  return hash < 0 ? { uri, fragment: undefined } : { uri: uri.slice(0, hash), fragment: uri.slice(hash + 1) };
}

/** Percent-decoded; `undefined` when a `%` is not followed by an octet, or the octets are no UTF-8. */
export function decodeFragment(fragment: string): string | undefined {
  try {
    return decodeURIComponent(fragment);
  } catch {
    return undefined;
  }
}

/** A pointer as the fragment of a URI reference: what RFC 3986 does not allow there is percent-encoded. */
export function encodeFragment(pointer: string): string {
  return encodeURI(pointer).replaceAll("#", "%23").replaceAll("[", "%5B").replaceAll("]", "%5D");
}
