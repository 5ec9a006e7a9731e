import { contractKinds } from "@concordat/contracts";
import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import { registryErrors } from "../errors.ts";
import { declareRoute } from "../http/declare-route.ts";
import { preferred } from "../http/negotiate.ts";
import { problemType } from "../http/problem.ts";
import { meaning, nonEmpty, oneOf } from "../http/readers.ts";
import { refuse, startRefusal } from "../http/refuse.ts";
import { contractPage } from "../pages/contract-page.ts";
import { errorPage } from "../pages/error-page.ts";
import { layout, type Page, pagePolicy } from "../pages/layout.ts";
import { listPage } from "../pages/list-page.ts";
import type { World } from "../world.ts";

// A form sends its empty fields too.
const filter = {
  q: meaning("Words to look for.", (text: string) => text.trim() || undefined),
  kind: meaning("What the schema describes.", (text: string, name: string) =>
    text === "" ? undefined : oneOf(contractKinds)(text, name),
  ),
};

/** The same catalogue for people: `/` lists it, `/ui/<contract>/<version>` shows one, `/ui/<contract>` leads to its latest. */
export function pagesFace(server: FastifyInstance, { snapshot }: World): void {
  // Encapsulated, so that only pages have pages as errors.
  server.register(async (scope) => {
    scope.setErrorHandler(sendErrorPage);

    declareRoute(scope, {
      method: "GET",
      url: "/",
      role: "read",
      chapter: "pages",
      summary: "The list of contracts, for people",
      query: filter,
      answers: { 200: page },
      handler: ({ query, reply }) => sendPage(reply, listPage(snapshot().catalogue.contracts, query)),
    });

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

    declareRoute(scope, {
      method: "GET",
      url: "/ui/*",
      role: "read",
      chapter: "pages",
      summary: "One contract, for people",
      params: {
        "*": meaning("`oms/objecttype/created/1.0.0`, or without the number for the latest.", nonEmpty),
      },
      answers: { 200: page, 302: { says: "The latest version is there." } },
      refusals: { 404: ["NOT_FOUND"] },
      mustExist: target,
      handler: ({ request, reply }) => {
        const { contract, version } = target(request);
        if (version !== undefined) return sendPage(reply, contractPage(version, snapshot().catalogue));
        return reply.header("cache-control", "no-cache").redirect(`/ui/${contract?.latest.id}`, 302);
      },
    });
  });
}

const page = { says: "A page.", types: { "text/html": {} } };
const pageType = "text/html; charset=utf-8";

function sendPage(reply: FastifyReply, made: Page): FastifyReply {
  const text = layout(made);
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
