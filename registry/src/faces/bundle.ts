import type { FastifyInstance, FastifyRequest } from "fastify";
import { createBundles } from "../core/bundle.ts";
import { registryErrors } from "../errors.ts";
import { prepare } from "../http/compress.ts";
import { declareRoute } from "../http/declare-route.ts";
import { meaning, nonEmpty } from "../http/readers.ts";
import { sendPrepared } from "../http/send-document.ts";
import type { World } from "../world.ts";

const params = { digest: meaning("SHA-256 of the bytes, in hexadecimal.", nonEmpty) };

/**
 * `GET /v1/bundle` leads to the whole catalogue as one file, `/v1/bundle/{sha256}`. Who has that file can validate for
 * ever without the registry.
 */
export function bundleFace(server: FastifyInstance, { registry, snapshot }: World): void {
  const bundles = createBundles(snapshot, () => registry.state.project);

  declareRoute(server, {
    method: "GET",
    url: "/v1/bundle",
    role: "read",
    chapter: "documents",
    summary: "Leads to the whole catalogue as one file, named by its content",
    answers: { 302: { says: "It is there, for ever the same.", headers: { Location: "The present one." } } },
    handler: ({ reply }) =>
      reply
        .header("cache-control", "no-cache")
        .redirect(`/v1/bundle/${hexOf(bundles.current().digest)}`, 302),
  });

  const look = (request: FastifyRequest) => {
    const { digest } = request.params as { readonly digest: string };
    const found = bundles.byDigest(`sha256:${digest}`);
    if (found !== undefined) return found;
    throw registryErrors.NOT_FOUND({ path: request.url, meant: ["/v1/bundle"] });
  };

  declareRoute(server, {
    method: "GET",
    url: "/v1/bundle/:digest",
    role: "read",
    chapter: "documents",
    summary: "The whole catalogue as it was at one moment, as one file",
    params,
    answers: {
      200: { says: "The file; its SHA-256 is its name.", types: { "application/json": { type: "object" } } },
      304: { says: "The client has it." },
    },
    refusals: { 404: ["NOT_FOUND"] },
    mustExist: look,
    handler: ({ request, reply, type }) => {
      const { bytes, digest } = look(request);
      return sendPrepared(request, reply, prepare(bytes, digest), { type, lasting: "immutable" });
    },
  });
}

function hexOf(digest: string): string {
  return digest.replace("sha256:", "");
}
