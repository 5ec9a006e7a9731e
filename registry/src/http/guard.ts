import type { FastifyReply, FastifyRequest } from "fastify";
import { checkHeaderCount, checkUrlLength } from "./limits.ts";

declare module "fastify" {
  interface FastifyContextConfig {
    /** It answers programs, in JSON alone: what tells a browser how to show a page would be words for nobody. */
    forPrograms?: boolean;
  }
}

/** What holds for every request: headers that keep a browser from making more of an answer than it is, and limits. */
export function guard(request: FastifyRequest, reply: FastifyReply): void {
  const { url = "", rawHeaders } = request.raw;
  reply.header("x-request-id", request.id).header("x-content-type-options", "nosniff");
  if (request.routeOptions.config?.forPrograms !== true)
    reply
      .header("referrer-policy", "no-referrer")
      .header("content-security-policy", "default-src 'none'; frame-ancestors 'none'");
  checkUrlLength(url);
  checkHeaderCount(rawHeaders.length / 2);
}
