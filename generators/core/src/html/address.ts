/**
 * Whether a link may lead there: to a place relative to the page, or by one of three schemes that run nothing.
 *
 * Browsers drop tabs and line breaks from an address and take a backslash for a slash, so that `java&#10;script:` and `\\host` are
 * not what they look like. Whoever writes an honest address needs neither; what holds one is refused, and so is `//host`, which
 * looks like a path.
 */
export function isSafeAddress(address: string): boolean {
  if (misread.test(address) || address.startsWith("//")) return false;
  const [beforePath = ""] = address.split(/[/?#]/, 1);
  const colon = beforePath.indexOf(":");
  return colon < 0 || schemes.has(beforePath.slice(0, colon).toLowerCase());
}

const schemes: ReadonlySet<string> = new Set(["http", "https", "mailto"]);

// biome-ignore lint/suspicious/noControlCharactersInRegex: what a browser drops or trims
const misread = /[\u0000-\u0020\u007f-\u00a0\\]/;
