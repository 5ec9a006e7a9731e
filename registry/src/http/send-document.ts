import type { FastifyReply, FastifyRequest } from "fastify";
import type { StoredDocument } from "../core/snapshot.ts";
import { codingFor, type Prepared, prepare } from "./compress.ts";
import { isHeld } from "./etag.ts";

/** `immutable` may be cached for ever; anything else as long as the ETag is asked for each time. */
export type Lasting = "immutable" | "revalidate";

const cacheControl: Readonly<Record<Lasting, string>> = {
  immutable: "public, max-age=31536000, immutable",
  revalidate: "no-cache",
};

/**
 * Sends bytes with a strong ETag, or 304 to those who have them, compressed to those who ask for it. HEAD is Fastify's
 * doing: it runs the route of GET and drops the body.
 */
export function sendPrepared(
  request: FastifyRequest,
  reply: FastifyReply,
  prepared: Prepared,
  { type, lasting }: { readonly type: string; readonly lasting: Lasting },
): FastifyReply {
  const { headers } = request;
  const coding = codingFor(headers["accept-encoding"], prepared.bytes.length);
  // Two codings are two representations, and a strong ETag names one (RFC 9110, section 8.8.3.3).
  const etag = coding === undefined ? prepared.etag : `${prepared.etag.slice(0, -1)}-${coding}"`;
  reply.header("etag", etag).header("vary", "accept, accept-encoding");
  reply.header("cache-control", cacheControl[lasting]);
  if (isHeld(headers, etag) || isHeld(headers, prepared.etag)) return reply.code(304).send();
  reply.header("content-type", type);
  if (coding === undefined) return reply.send(prepared.bytes);
  return reply.header("content-encoding", coding).send(prepared.coded(coding));
}

const preparedDocuments = new WeakMap<StoredDocument, Prepared>();

/** Sends a document of the catalogue as it was written. What is frozen may be cached for ever, a draft may not. */
export function sendDocument(
  request: FastifyRequest,
  reply: FastifyReply,
  document: StoredDocument,
  type: string,
): FastifyReply {
  let prepared = preparedDocuments.get(document);
  if (prepared === undefined) {
    prepared = prepare(document.bytes, document.digest);
    preparedDocuments.set(document, prepared);
  }
  return sendPrepared(request, reply, prepared, {
    type,
    lasting: document.frozen ? "immutable" : "revalidate",
  });
}
