import type { FastifyReply, FastifyRequest } from "fastify";
import { type Problem, problemOf, problemType } from "./problem.ts";

declare module "fastify" {
  interface FastifyContextConfig {
    /** How errors are told on this route, where that is not as a problem. */
    refuse?: (error: unknown, request: FastifyRequest, reply: FastifyReply) => FastifyReply;
  }
}

/** Answers with the error in the form of its route. */
export function refuseOnRoute(error: unknown, request: FastifyRequest, reply: FastifyReply): FastifyReply {
  return (request.routeOptions.config.refuse ?? refuse)(error, request, reply);
}

/** Answers with the error as a problem; the server's own faults also go to the log, where their words belong. */
export function refuse(error: unknown, request: FastifyRequest, reply: FastifyReply): FastifyReply {
  const problem = startRefusal(error, request, reply);
  return reply
    .header("content-type", problemType)
    .send(`${JSON.stringify({ ...problem, instance: request.url, requestId: request.id }, undefined, 2)}\n`);
}

/** Sets all but the body, for faces that say the same in a form of their own. */
export function startRefusal(error: unknown, request: FastifyRequest, reply: FastifyReply): Problem {
  const problem = problemOf(error);
  if (problem.status >= 500) request.log.error({ err: error, reqId: request.id }, "request failed");
  // Whatever is too much now is over in moments, and a client that comes back at once makes it worse.
  if (problem.status === 503) reply.header("retry-after", "1");
  reply.code(problem.status).removeHeader("etag").header("cache-control", "no-store");
  if (problem.status === 503) reply.header("retry-after", "1");
  return problem;
}
