import type { FastifyRequest } from "fastify";
import { isLoopback } from "./loopback.ts";

const safe: readonly string[] = ["GET", "HEAD", "OPTIONS", "TRACE"];

/**
 * Whether a page of another site has made a browser send this. Browsers name the page's origin with every request that
 * may change something, programs name none.
 *
 * That the origin agrees with `Host` is not enough where nobody has to say who they are: a page can let its own name
 * point to this machine (DNS rebinding), and then both agree. So an anonymous one must also have been asked under a name
 * that is this machine's by definition.
 */
export function isForeignOrigin(request: FastifyRequest, publicHost: string | undefined): boolean {
  if (safe.includes(request.method)) return false;
  const { origin, host, authorization } = request.headers;
  if (origin === undefined) return request.headers["sec-fetch-site"] === "cross-site";
  const from = hostOf(origin);
  if (from === undefined) return true;
  if (from === publicHost) return false;
  return from !== host?.toLowerCase() || (authorization === undefined && !isLoopback(nameOf(from)));
}

/** `null`, which is what a sandboxed frame sends, has none. */
function hostOf(origin: string): string | undefined {
  return URL.canParse(origin) ? new URL(origin).host || undefined : undefined;
}

/** Without the port. */
function nameOf(host: string): string {
  return host.replace(/:[0-9]+$/, "").replace(/^\[|\]$/g, "");
}
