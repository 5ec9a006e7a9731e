import type { FastifyInstance } from "fastify";
import type { Role } from "../auth/role.ts";
import type { RouteDeclaration } from "../http/declare-route.ts";

/** A route as it stands in the server. Those that were not declared have no more to say. */
export type ServedRoute = {
  readonly method: string;
  readonly url: string;
  readonly role?: Role | "public";
  readonly declared?: RouteDeclaration;
};

/** Gathers every route that is added from now on. HEAD goes with GET, and refusals of other methods are no routes. */
export function collectRoutes(server: FastifyInstance): readonly ServedRoute[] {
  const routes: ServedRoute[] = [];
  server.addHook("onRoute", ({ method, url, config }) => {
    if (config?.isRefusal === true) return;
    for (const each of [method].flat()) {
      if (each === "HEAD" || each === "OPTIONS") continue;
      const { role, declared } = config ?? {};
      routes.push({ method: each, url, ...(role && { role }), ...(declared && { declared }) });
    }
  });
  return routes;
}
