import { isConcordatError } from "@concordat/errors";
import { type Json, parseJson } from "@concordat/json";
import { refusals } from "./refusal.ts";

/** What a body may be declared as; some clients declare nothing. */
const accepted =
  /^\s*application\/(?:vnd\.schemaregistry(?:\.v1)?\+json|json|octet-stream)\s*(?:;\s*charset\s*=\s*"?utf-8"?\s*)?;?\s*$/i;

/** Reads a body. An empty one is none, whatever its type: clients send the type with every request. */
export function parseBody(bytes: Buffer, type: string | undefined): Json | undefined {
  if (bytes.length === 0) return undefined;
  if (type !== undefined && !accepted.test(type)) throw refusals.unsupportedMediaType();
  try {
    return parseJson(bytes);
  } catch (error) {
    if (isConcordatError(error)) throw refusals.badRequest(error.message);
    throw error;
  }
}
