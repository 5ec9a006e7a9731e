import type { RawContent } from "../ports/transport.ts";

/** Plain, so that a copy with `...` has everything; out of the shared pool, which costs a third of an allocation. */
export function copyOfRaw({ headers, body }: RawContent): RawContent {
  const copy = Buffer.from(body);
  return { headers: { ...headers }, body: new Uint8Array(copy.buffer, copy.byteOffset, copy.length) };
}
