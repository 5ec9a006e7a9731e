import type { IncomingMessage } from "node:http";
import { isConcordatError } from "@concordat/errors";
import { registryErrors } from "../errors.ts";

/** The whole body, which ends in a refusal as soon as it is known to be longer than the limit. */
export async function readBytes(body: IncomingMessage, limit: number): Promise<Buffer> {
  const announced = Number(body.headers["content-length"]);
  if (announced > limit) throw registryErrors.LIMIT_BODY_BYTES({ bytes: announced, limit });
  const chunks: Buffer[] = [];
  let bytes = 0;
  try {
    for await (const chunk of body as AsyncIterable<Buffer>) {
      bytes += chunk.length;
      if (bytes > limit) throw registryErrors.LIMIT_BODY_BYTES({ bytes, limit });
      chunks.push(chunk);
    }
  } catch (cause) {
    if (isConcordatError(cause)) throw cause;
    throw registryErrors.BODY_INCOMPLETE({ bytes }, { cause });
  }
  return chunks.length === 1 ? (chunks[0] as Buffer) : Buffer.concat(chunks, bytes);
}
