import { canonicalize, type Json } from "@concordat/json";
import { hexOf } from "./hash/blocks.ts";
import { sha256 } from "./hash/sha256.ts";

export type Checksum = (data: Json) => string;

/** `sha256:` and the hash, in lower-case hexadecimal, of the canonical form of the data. */
export const checksumOf: Checksum = (data) =>
  `sha256:${hexOf(sha256(new TextEncoder().encode(canonicalize(data))))}`;
