import { contractKinds } from "@concordat/contracts";
import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import { registryErrors } from "../errors.ts";
import { negotiate, preferred } from "../http/negotiate.ts";
import { problemType } from "../http/problem.ts";
import { oneOf, readQuery } from "../http/query.ts";
import { refuse, startRefusal } from "../http/refuse.ts";
import { contractPage } from "../pages/contract-page.ts";
import { errorPage } from "../pages/error-page.ts";
import { layout, type Page, pagePolicy } from "../pages/layout.ts";
import { listPage } from "../pages/list-page.ts";
import type { World } from "../world.ts";

// A form sends its empty fields too.
const filter = {
  q: (text: string) => text.trim() || undefined,
  kind: (text: string, name: string) => (text === "" ? undefined : oneOf(contractKinds)(text, name)),
};

/** The same catalogue for people: `/` lists it, `/ui/<contract>/<version>` shows one, `/ui/<contract>` leads to its latest. */
export function pagesFace(server: FastifyInstance, { snapshot }: World): void {
  // Encapsulated, so that only pages have pages as errors.
  server.register(async (scope) => {
    scope.setErrorHandler(sendErrorPage);

    scope.get("/", { config: { role: "read" } }, async (request, reply) =>
      sendPage(request, reply, () =>
        listPage(snapshot().catalogue.contracts, readQuery(request.url, filter)),
      ),
    );

    const target = (request: FastifyRequest) => {
      const path = (request.params as { readonly "*": string })["*"];
      const { catalogue, suggest } = snapshot();
      const contract = catalogue.contract(path);
      const version = catalogue.byId(path);
      if (contract !== undefined || version !== undefined) return { contract, version };
      throw registryErrors.NOT_FOUND({
        path: `/ui/${path}`,
        meant: suggest(path).map((each) => `/ui/${each}`),
      });
    };

    scope.get("/ui/*", { config: { role: "read", mustExist: target } }, async (request, reply) => {
      const { contract, version } = target(request);
      readQuery(request.url, {});
      if (version !== undefined)
        return sendPage(request, reply, () => contractPage(version, snapshot().catalogue));
      return reply.header("cache-control", "no-cache").redirect(`/ui/${contract?.latest.id}`, 302);
    });
  });
}

const pageType = "text/html; charset=utf-8";

function sendPage(request: FastifyRequest, reply: FastifyReply, make: () => Page): FastifyReply {
  negotiate(request.headers.accept, ["text/html"]);
  const text = layout(make());
  reply.header("cache-control", "no-cache").header("content-security-policy", pagePolicy);
  return reply.header("content-type", pageType).send(text);
}

/** Who asks for HTML gets the problem as a page; programs get it as everywhere else. */
function sendErrorPage(error: unknown, request: FastifyRequest, reply: FastifyReply): FastifyReply {
  const { accept } = request.headers;
  if (accept === undefined || preferred(accept, [problemType, "text/html"]) !== "text/html")
    return refuse(error, request, reply);
  const problem = startRefusal(error, request, reply);
  reply.header("content-security-policy", pagePolicy);
  return reply.header("content-type", pageType).send(layout(errorPage(problem)));
}
