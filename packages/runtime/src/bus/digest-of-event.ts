import { createHash } from "node:crypto";
import type { CloudEvent } from "@concordat/cloudevents";
import { canonicalize, type Json } from "@concordat/json";

/**
 * Tells an event from another that has its `source` and `id`: by its type and what its data mean, so that it is the same one in
 * whatever mode and spelling it travelled.
 */
export function digestOfEvent({ type, data }: CloudEvent): string {
  const hash = createHash("sha256").update(`${type}\n`);
  if (data instanceof Uint8Array) hash.update(data);
  else if (data !== undefined) hash.update(canonicalize(data as Json));
  return hash.digest("base64url");
}
