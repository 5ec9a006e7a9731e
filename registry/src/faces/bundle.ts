import type { FastifyInstance, FastifyRequest } from "fastify";
import { createBundles } from "../core/bundle.ts";
import { registryErrors } from "../errors.ts";
import { negotiate } from "../http/negotiate.ts";
import { readQuery } from "../http/query.ts";
import { sendDocument } from "../http/send-document.ts";
import type { World } from "../world.ts";

/**
 * `GET /v1/bundle` leads to the whole catalogue as one file, `/v1/bundle/{sha256}`. Who has that file can validate for
 * ever without the registry.
 */
export function bundleFace(server: FastifyInstance, { registry, snapshot }: World): void {
  const bundles = createBundles(snapshot, () => registry.state.project);

  server.get("/v1/bundle", { config: { role: "read" } }, async (request, reply) => {
    readQuery(request.url, {});
    const { digest } = bundles.current();
    return reply.header("cache-control", "no-cache").redirect(`/v1/bundle/${hexOf(digest)}`, 302);
  });

  type Route = { Params: { readonly digest: string } };
  const look = (request: FastifyRequest) => {
    const { digest } = request.params as Route["Params"];
    const found = bundles.byDigest(`sha256:${digest}`);
    if (found !== undefined) return found;
    throw registryErrors.NOT_FOUND({ path: request.url, meant: ["/v1/bundle"] });
  };
  server.get<Route>(
    "/v1/bundle/:digest",
    { config: { role: "read", mustExist: look } },
    async (request, reply) => {
      const { bytes, digest } = look(request);
      readQuery(request.url, {});
      const type = negotiate(request.headers.accept, ["application/json"]);
      return sendDocument(request, reply, { path: request.url, bytes, digest, frozen: true }, type);
    },
  );
}

function hexOf(digest: string): string {
  return digest.replace("sha256:", "");
}
