import type { FastifyRequest } from "fastify";
import type { Origin } from "../store/logged-change.ts";

/** Who asks for a change, as the audit will say it. */
export function originOf({ identity, id, ip }: FastifyRequest): Origin {
  return { actor: identity.actor, requestId: id, address: ip };
}
