import { METHODS } from "node:http";
import type { FastifyInstance, RouteOptions } from "fastify";
import { mildestOf, type RouteRole } from "../auth/role.ts";
import { registryErrors } from "../errors.ts";

declare module "fastify" {
  interface FastifyContextConfig {
    /** For routes that match more paths than there are: throws NOT_FOUND, which goes before a wrong method. */
    mustExist?: (request: FastifyRequest) => void;
    /** There to refuse whatever comes: no route that anybody could mean. */
    isRefusal?: boolean;
  }
}

type KnownPath = {
  readonly methods: Set<string>;
  readonly roles: Set<RouteRole>;
  readonly config: RouteOptions["config"];
};

/**
 * Makes every path that has a route answer the methods it lacks with 405 and `Allow`, where Fastify would say 404.
 * To be called before the first route; hands back what to call after the last.
 */
export function refuseOtherMethods(server: FastifyInstance): () => void {
  // Without this, a method that Fastify does not know would count as an unknown path.
  const unknown = METHODS.filter(
    (method) => method !== "CONNECT" && !server.supportedMethods.includes(method),
  );
  for (const method of unknown) server.addHttpMethod(method);

  const known = new Map<string, KnownPath>();
  server.addHook("onRoute", ({ url, method, config }) => {
    const entry = known.get(url) ?? { methods: new Set(), roles: new Set(), config };
    for (const each of [method].flat()) entry.methods.add(each);
    if (config?.role !== undefined) entry.roles.add(config.role);
    known.set(url, entry);
  });

  return () => {
    for (const [url, { methods, roles, config }] of [...known]) {
      const allowed = [...methods];
      const others = server.supportedMethods.filter((method) => !methods.has(method));
      if (others.length === 0) continue;
      // In `onRequest`, so that nobody reads a body that nobody wants.
      server.route({
        method: others,
        url,
        config: {
          isRefusal: true,
          // Who may use the path in some way may know which ways there are.
          role: mildestOf(roles),
          ...(config?.refuse && { refuse: config.refuse }),
        },
        onRequest: async (request, reply) => {
          config?.mustExist?.(request);
          reply.header("allow", allowed.join(", "));
          throw registryErrors.METHOD_NOT_ALLOWED({ method: request.method, allowed });
        },
        handler: async () => undefined,
      });
    }
  };
}
