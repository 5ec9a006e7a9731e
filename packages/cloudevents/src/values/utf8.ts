import { decodeLeniently } from "@concordat/json";

const strict = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true });
const encoder = new TextEncoder();

/** The text, or `undefined` where the bytes are no UTF-8. A byte order mark stays. */
export function decodeUtf8(bytes: Uint8Array): string | undefined {
  if (decodeLeniently !== undefined) {
    const text = decodeLeniently(bytes);
    // What the lenient decoder puts in the place of everything that is no UTF-8; the strict one knows whether it was meant.
    if (!text.includes("\ufffd")) return text;
  }
  try {
    return strict.decode(bytes);
  } catch {
    return undefined;
  }
}

/** Node's buffers come out of a pool, which makes short texts several times cheaper than the standard encoder. */
export const encodeUtf8: (text: string) => Uint8Array =
  typeof Buffer === "undefined" ? (text) => encoder.encode(text) : (text) => Buffer.from(text, "utf8");
