import { digestOfBytes } from "@concordat/json/digest";
import type { FastifyReply, FastifyRequest } from "fastify";
import { prepare } from "./compress.ts";
import { type Lasting, sendPrepared } from "./send-document.ts";

/** Sends a value that was made for this request. Its ETag is a digest of its bytes, unless another one is given. */
export function sendJson(
  request: FastifyRequest,
  reply: FastifyReply,
  value: unknown,
  {
    type,
    lasting = "revalidate",
    digest,
  }: { readonly type: string; readonly lasting?: Lasting; readonly digest?: string },
): FastifyReply {
  const bytes = Buffer.from(JSON.stringify(value));
  return sendPrepared(request, reply, prepare(bytes, digest ?? digestOfBytes(bytes)), { type, lasting });
}
