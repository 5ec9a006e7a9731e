import { brotliCompressSync, constants, gzipSync } from "node:zlib";
import { preferred } from "./negotiate.ts";

/** In the order in which they are liked. */
const codings = {
  br: (bytes: Uint8Array) => brotliCompressSync(bytes, { params: { [constants.BROTLI_PARAM_QUALITY]: 5 } }),
  gzip: (bytes: Uint8Array) => gzipSync(bytes),
} as const;

export type Coding = keyof typeof codings;

/** Below this the headers outweigh what is saved, and one packet holds it anyway. */
const worthwhileBytes = 1400;

/** Bytes that are sent again and again: each coding is made when it is first asked for, and kept. */
export type Prepared = {
  readonly bytes: Buffer;
  /** With quotation marks. */
  readonly etag: string;
  coded(coding: Coding): Buffer;
};

export function prepare(bytes: Buffer, digest: string): Prepared {
  const made = new Map<Coding, Buffer>();
  return {
    bytes,
    etag: `"${digest}"`,
    coded: (coding) => {
      const known = made.get(coding);
      if (known !== undefined) return known;
      const fresh = codings[coding](bytes);
      made.set(coding, fresh);
      return fresh;
    },
  };
}

/** How to send so many bytes to a client; `undefined` is as they are. */
export function codingFor(acceptEncoding: string | undefined, bytes: number): Coding | undefined {
  if (acceptEncoding === undefined || bytes < worthwhileBytes) return undefined;
  const offered = Object.keys(codings) as Coding[];
  // `*` is not looked for: whoever says no more than that understands less than it seems.
  return offered.find(
    (coding) => preferred(acceptEncoding, [coding]) === coding && acceptEncoding.includes(coding),
  );
}

export function compress(bytes: Uint8Array, coding: Coding): Buffer {
  return codings[coding](bytes);
}
