import type { FastifyReply } from "fastify";
import { checkHeaderCount, checkUrlLength } from "./limits.ts";

/** What holds for every request: headers that keep a browser from making more of an answer than it is, and limits. */
export function guard(
  { url, rawHeaders }: { readonly url?: string | undefined; readonly rawHeaders: readonly string[] },
  reply: FastifyReply,
): void {
  reply
    .header("x-request-id", reply.request.id)
    .header("x-content-type-options", "nosniff")
    .header("referrer-policy", "no-referrer")
    .header("content-security-policy", "default-src 'none'; frame-ancestors 'none'");
  checkUrlLength(url ?? "");
  checkHeaderCount(rawHeaders.length / 2);
}
