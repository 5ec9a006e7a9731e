import type { FastifyRequest } from "fastify";
import type { Origin } from "../store/logged-change.ts";

/** Who asks, for the log of changes. */
export function originOf(request: FastifyRequest): Origin {
  const { identity } = request as { readonly identity?: { readonly actor: string } };
  return { actor: identity?.actor ?? "anonymous", requestId: request.id, address: request.ip };
}
