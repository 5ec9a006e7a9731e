import { hash } from "node:crypto";
import { canonicalize } from "./canonicalize.ts";
import type { Json } from "./json.ts";

/** `sha256:` and 64 lower-case hexadecimal digits, over the canonical form: equal values have equal digests. */
export function digestOf(value: Json): string {
  return format(hash("sha256", canonicalize(value), "hex"));
}

/** The same, over bytes as they are. */
export function digestOfBytes(bytes: Uint8Array): string {
  return format(hash("sha256", bytes, "hex"));
}

function format(hex: string): string {
  return `sha256:${hex}`;
}
