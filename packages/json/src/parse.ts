import { isStrict } from "./audit.ts";
import { createDocument, type JsonDocument } from "./document.ts";
import { jsonErrors } from "./errors.ts";
import { deepestNesting, type Json } from "./json.ts";
import { type LocatedValue, readExactly } from "./read/exactly.ts";
import { byteLength, decodeUtf8 } from "./utf8.ts";

export type ParseOptions = {
  /** How many brackets may be open at once. Default 64, and never more than 256. */
  readonly maxDepth?: number;
  /** How many bytes of UTF-8 the input may have. Default: no limit. */
  readonly maxBytes?: number;
};

/**
 * Reads strict JSON (RFC 8259, and the stricter I-JSON where readers differ, RFC 7493): every value that is returned
 * means the same to every reader in every language, and what cannot promise that is refused with its place.
 *
 * A byte order mark in front is ignored.
 *
 * @throws {JsonError}
 */
export function parseJson(input: string | Uint8Array, options: ParseOptions = {}): Json {
  return readText(textOf(input, options), options).value;
}

/** The same, for those who will want to point at places in the text: `locate` pays for them when first asked. */
export function parseJsonDocument(input: string | Uint8Array, options: ParseOptions = {}): JsonDocument {
  const text = textOf(input, options);
  const { value, located } = readText(text, options);
  return createDocument(text, value, () => located ?? readExactly(text, deepestNesting));
}

/**
 * The fast path reads with the engine's own parser and then proves that nothing was lost on the way. Where the proof
 * fails, which does not yet say that the text is bad, the exact reader decides.
 */
function readText(text: string, options: ParseOptions): { value: Json; located?: LocatedValue } {
  const maxDepth = Math.min(options.maxDepth ?? 64, deepestNesting);
  const value = parseNatively(text);
  if (value !== undefined && isStrict(text, value, maxDepth)) return { value };
  const located = readExactly(text, maxDepth);
  return { value: located.value, located };
}

function parseNatively(text: string): Json | undefined {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

const byteOrderMark = "\ufeff";

function textOf(input: string | Uint8Array, { maxBytes }: ParseOptions): string {
  if (maxBytes !== undefined) {
    const bytes = typeof input === "string" ? byteLength(input) : input.length;
    if (bytes > maxBytes) throw jsonErrors.LIMIT_BYTES({ bytes, limit: maxBytes });
  }
  if (typeof input !== "string") return decodeUtf8(input);
  return input.startsWith(byteOrderMark) ? input.slice(1) : input;
}
