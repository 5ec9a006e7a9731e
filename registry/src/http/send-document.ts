import type { FastifyReply, FastifyRequest } from "fastify";
import type { StoredDocument } from "../core/snapshot.ts";

/**
 * Sends a document with a strong ETag, or 304 to those who have it. What is frozen may be cached for ever, a draft only
 * as long as the ETag is asked for each time. HEAD is Fastify's doing: it runs the route of GET and drops the body.
 */
export function sendDocument(
  request: FastifyRequest,
  reply: FastifyReply,
  { bytes, digest, frozen }: StoredDocument,
  type: string,
): FastifyReply {
  const etag = `"${digest}"`;
  reply.header("etag", etag).header("vary", "accept");
  reply.header("cache-control", frozen ? "public, max-age=31536000, immutable" : "no-cache");
  if (matches(request.headers["if-none-match"], etag)) return reply.code(304).send();
  return reply.header("content-type", type).send(bytes);
}

/** Weak comparison, as If-None-Match asks for (RFC 9110, section 13.1.2). */
function matches(header: string | undefined, etag: string): boolean {
  if (header === undefined) return false;
  return header
    .split(",")
    .map((each) => each.trim().replace(/^W\//, ""))
    .some((each) => each === "*" || each === etag);
}
