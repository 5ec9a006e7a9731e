import { isConcordatError } from "@concordat/errors";
import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import type { Authenticate } from "./authenticate.ts";
import { accessErrors } from "./errors.ts";
import { isForeignOrigin } from "./foreign-origin.ts";
import type { Identity } from "./identity.ts";
import type { RateLimit } from "./rate-limit.ts";
import { mayDo, type Role, type RouteRole } from "./role.ts";

declare module "fastify" {
  interface FastifyContextConfig {
    /** Whom the route serves. There is no default: a server with a route that does not say it does not start. */
    role?: RouteRole;
  }
  interface FastifyRequest {
    /** Who sent it. There from the second hook on. */
    identity: Identity;
  }
}

export type Protection = {
  readonly authenticate: Authenticate;
  /** The host that people see, where a proxy answers under another name than it passes on. */
  readonly publicHost?: string | undefined;
  /** Anonymous callers have their role only because they are on this machine: not those whom a proxy brings. */
  readonly anonymousIsLocal?: boolean;
  /** Counts a request; the seconds to wait for where it is one too many. Default: none is. */
  readonly limitRate?: RateLimit | undefined;
  /** Told the code of each refusal. */
  readonly onRefused?: (code: string) => void;
};

/**
 * Lets requests pass to routes that serve them, and refuses the others before their bodies are read.
 *
 * It hangs on the route that Fastify has found, never on the text of the path: however a path is spelled, its route's
 * own word decides. To be called before the first route.
 */
export function protect(
  server: FastifyInstance,
  { authenticate, publicHost, anonymousIsLocal = false, limitRate, onRefused = () => {} }: Protection,
): void {
  server.addHook("onRoute", ({ method, url, config }) => {
    if (config?.role === undefined)
      throw accessErrors.ROUTE_WITHOUT_ROLE({ method: [method].flat().join(" or "), url });
  });
  // Each request gets its own below; this makes room for it, so that all requests have one shape.
  server.decorateRequest("identity", undefined as never);
  server.addHook("onRequest", (request, reply, done) => {
    // What no route answers is not told to strangers either.
    const needed = request.routeOptions.config.role ?? "read";
    request.identity = unknown;
    try {
      if (needed !== "public")
        request.identity = admit(request, reply, needed, { authenticate, anonymousIsLocal });
      if (isForeignOrigin(request, publicHost))
        throw accessErrors.ORIGIN_FOREIGN({ origin: request.headers.origin ?? "another site" });
    } catch (error) {
      onRefused(isConcordatError(error) ? error.code : "SERVER_FAULT");
      throw error;
    }
    if (limitRate !== undefined && needed !== "public") hold(request, reply, needed, limitRate);
    done();
  });
}

const unknown: Identity = { actor: "anonymous" };

function admit(
  request: FastifyRequest,
  reply: FastifyReply,
  needed: RouteRole,
  { authenticate, anonymousIsLocal }: Required<Pick<Protection, "authenticate" | "anonymousIsLocal">>,
): Identity {
  const { authorization, "x-forwarded-for": forwarded } = request.headers;
  const isBrought = anonymousIsLocal && authorization === undefined && forwarded !== undefined;
  const identity = challenged(reply, () => authenticate(authorization));
  const { actor, role } = identity;
  if (!isBrought && mayDo(role, needed)) return identity;
  if (authorization === undefined)
    return challenged(reply, () => {
      throw accessErrors.AUTH_REQUIRED({ needed });
    });
  throw accessErrors.ROLE_MISSING({ actor, role: role ?? "none", needed });
}

function hold(request: FastifyRequest, reply: FastifyReply, needed: Role, limitRate: RateLimit): void {
  const { actor, token } = request.identity;
  const kind = needed === "read" ? "reads" : "writes";
  // Nobody in particular is told apart by where they are, so that one of them cannot use up what all have.
  const excess = limitRate(token ?? (actor === "anonymous" ? request.ip : actor), kind);
  if (excess === undefined) return;
  reply.header("retry-after", excess.seconds);
  throw accessErrors.RATE_LIMIT({ actor, kind, limit: excess.limit });
}

/** Every 401 says how to do better (RFC 9110, section 11.6.1); browsers ask for a password then. */
function challenged(reply: FastifyReply, run: () => Identity): Identity {
  try {
    return run();
  } catch (error) {
    reply.header("www-authenticate", challenge);
    throw error;
  }
}

const challenge = ['Bearer realm="Concordat registry"', 'Basic realm="Concordat registry", charset="UTF-8"'];
