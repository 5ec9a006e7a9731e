import { digestOfBytes } from "@concordat/json/digest";
import type { FastifyReply, FastifyRequest } from "fastify";
import { prepare } from "./compress.ts";
import { type Lasting, sendPrepared } from "./send-document.ts";

/** Sends a value that was made for this request, with an ETag of its bytes. */
export function sendJson(
  request: FastifyRequest,
  reply: FastifyReply,
  value: unknown,
  { type, lasting = "revalidate" }: { readonly type: string; readonly lasting?: Lasting },
): FastifyReply {
  const bytes = Buffer.from(JSON.stringify(value));
  return sendPrepared(request, reply, prepare(bytes, digestOfBytes(bytes)), { type, lasting });
}
