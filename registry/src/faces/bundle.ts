import type { FastifyInstance, FastifyRequest } from "fastify";
import { type Bundle, createBundles } from "../core/bundle.ts";
import { registryErrors } from "../errors.ts";
import { type Prepared, prepare } from "../http/compress.ts";
import { declareRoute } from "../http/declare-route.ts";
import { meaning, nonEmpty } from "../http/readers.ts";
import { sendPrepared } from "../http/send-document.ts";
import type { World } from "../world.ts";

const text = { type: "string" } as const;
const bundle = {
  type: "object",
  required: ["concordat", "base", "versions"],
  properties: {
    concordat: { const: "bundle/1" },
    base: { ...text, description: "What every `$id` begins with." },
    versions: {
      type: "array",
      items: {
        type: "object",
        required: ["id", "subject", "number", "frozen", "digest", "document"],
        properties: {
          id: { ...text, description: "`commerce/order/placed/1.2.0`" },
          subject: text,
          number: text,
          frozen: { type: "boolean" },
          digest: { ...text, description: "Of the document's canonical form." },
          document: { type: "object" },
        },
      },
    },
    model: { type: "object", description: "Channels, messages and operations." },
  },
} as const;

/** The whole catalogue as one file. Who has that file can validate for ever without the registry. */
export function bundleFace(server: FastifyInstance, { registry, snapshot }: World): void {
  const bundles = createBundles(snapshot, () => registry.state.project);
  const prepared = new WeakMap<Bundle, Prepared>();
  const preparedOf = (found: Bundle) => {
    const known = prepared.get(found) ?? prepare(found.bytes, found.digest);
    prepared.set(found, known);
    return known;
  };

  declareRoute(server, {
    method: "GET",
    url: "/v1/bundle",
    role: "read",
    chapter: "documents",
    summary: "Where the whole catalogue is, as one file",
    answers: {
      302: {
        says: "There, under a name that never means another content.",
        headers: { Location: "`/v1/bundle/{digest}`" },
      },
    },
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
    summary: "The whole catalogue as one file, in canonical JSON (RFC 8785)",
    says: "It holds everything that validation needs, and its name proves it: the SHA-256 of its bytes.",
    params: { digest: meaning("64 hexadecimal digits.", nonEmpty) },
    answers: {
      200: {
        says: "The file.",
        types: { "application/json": bundle },
        headers: { ETag: "The digest, strong." },
      },
      304: { says: "The client has it." },
    },
    refusals: { 404: ["NOT_FOUND"] },
    mustExist: look,
    handler: ({ request, reply, type }) =>
      sendPrepared(request, reply, preparedOf(look(request)), { type, lasting: "immutable" }),
  });
}

function hexOf(digest: string): string {
  return digest.replace("sha256:", "");
}
