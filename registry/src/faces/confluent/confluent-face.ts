import type { Json } from "@concordat/json";
import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import type { World } from "../../world.ts";
import { readQuery } from "./query.ts";
import { parseBody } from "./read-body.ts";
import { refusals } from "./refusal.ts";
import { refusalOf } from "./refusal-of.ts";
import { answerType, respond, respondRefusal } from "./respond.ts";
import type { Call, Route } from "./route.ts";
import { ownSegments, registryRoutes, scopedRoutes } from "./routes.ts";
import { readContext } from "./subject.ts";

/**
 * The API of Confluent Schema Registry, as far as a registry of JSON Schemas can have it, so that its clients and tools
 * work unchanged. At the root, where they look for it, and below `/confluent`, where nothing else is.
 */
export function confluentFace(server: FastifyInstance, world: World): void {
  // Encapsulated, so that only these routes have this reader of bodies.
  server.register(async (scope) => {
    scope.removeAllContentTypeParsers();
    scope.addContentTypeParser("*", { parseAs: "buffer" }, async (request: FastifyRequest, body: Buffer) =>
      parseBody(body, request.headers["content-type"]),
    );
    for (const prefix of ["", "/confluent"]) {
      for (const route of [...registryRoutes, ...scopedRoutes]) addRoute(scope, world, prefix, route);
      for (const route of scopedRoutes) addRoute(scope, world, `${prefix}/contexts/:context`, route);
    }
    const root: Route = { method: "GET", path: "/", role: "read", answer: () => ({}) };
    addRoute(scope, world, "/confluent", root);
    for (const segment of ownSegments) refuseTheRest(scope, `/${segment}/*`);
    for (const prefix of ["", "/confluent"]) refuseTheRest(scope, `${prefix}/associations`);
  });
}

/** Whether a request is for this face, though no route was found for it. */
export function isForConfluent(url: string): boolean {
  return ownSegments.includes(url.split(/[/?]/, 2)[1] ?? "");
}

/** Clients for the JVM ask for all versions with a slash at the end, which makes no difference to the original. */
export function withoutLastSlash(url: string): string {
  const end = url.indexOf("?");
  const last = end < 0 ? url.length - 1 : end - 1;
  if (last < 1 || url.charCodeAt(last) !== slash || !isForConfluent(url)) return url;
  return `${url.slice(0, last)}${url.slice(last + 1)}`;
}

const slash = 0x2f;

/** Answers with an error in the form of this API. */
export function refuseAsConfluent(
  error: unknown,
  request: FastifyRequest,
  reply: FastifyReply,
): FastifyReply {
  const refusal = refusalOf(error);
  if (refusal.status >= 500) request.log.error({ err: error, reqId: request.id }, "request failed");
  return respondRefusal(reply, request, refusal);
}

function addRoute(
  scope: FastifyInstance,
  world: World,
  prefix: string,
  { method, path, role, answer }: Route,
): void {
  const url = path === "/" && prefix !== "" ? prefix : `${prefix}${path}`;
  scope.route({
    method,
    url,
    config: { role, refuse: refuseAsConfluent, forPrograms: true },
    handler: (request, reply) => {
      const type = answerType(request.headers.accept);
      const answered = answer(callOf(request, world));
      // Most answers are there at once. For those a promise, and handing back the reply, which is one, would be felt.
      if (answered instanceof Promise) return answered.then((value) => respond(reply, type, value));
      respond(reply, type, answered);
      return undefined;
    },
  });
}

function callOf(request: FastifyRequest, world: World): Call {
  const { context } = request.params as Readonly<Record<string, string>>;
  return {
    world,
    state: world.registry.state,
    params: request.params as Readonly<Record<string, string>>,
    query: readQuery(request.url),
    body: request.body as Json | undefined,
    origin: { actor: request.identity.actor, requestId: request.id, address: request.ip },
    identity: request.identity,
    context: context === undefined ? undefined : readContext(context),
  };
}

/** Whatever no route answers below a segment of this API. Without it, it would be looked for among the contracts. */
function refuseTheRest(scope: FastifyInstance, url: string): void {
  const methods = scope.supportedMethods.filter((method) => method !== "HEAD");
  scope.route({
    method: methods,
    url,
    config: { role: "read", refuse: refuseAsConfluent, isRefusal: true },
    handler: async () => {
      throw refusals.notFound();
    },
  });
}
