import type { FastifyInstance, FastifyRequest } from "fastify";
import type { Snapshot, StoredDocument } from "../../core/snapshot.ts";
import { registryErrors } from "../../errors.ts";
import { declareRoute } from "../../http/declare-route.ts";
import { meaning, nonEmpty } from "../../http/readers.ts";
import { sendDocument } from "../../http/send-document.ts";
import type { World } from "../../world.ts";

/** Every document at the path of its `$id`, so that a CloudEvent's `dataschema` resolves; with and without `.json`. */
export function documentsFace(server: FastifyInstance, { snapshot }: World): void {
  const look = (request: FastifyRequest) =>
    lookUp(snapshot(), (request.params as { readonly "*": string })["*"]);

  declareRoute(server, {
    method: "GET",
    url: "/*",
    role: "read",
    chapter: "documents",
    summary: "A contract document at the path of its `$id`, as it was written",
    says: "So that a CloudEvent's `dataschema` resolves. A frozen version may be cached for ever.",
    params: {
      "*": meaning(
        "`oms/objecttype/created/1.0.0`, with or without `.json`; slashes stay as they are.",
        nonEmpty,
      ),
    },
    answers: {
      200: {
        says: "The text, byte for byte.",
        types: { "application/schema+json": {}, "application/json": {} },
        headers: { ETag: "Of the bytes, strong." },
      },
      304: { says: "The client has it." },
    },
    refusals: { 404: ["NOT_FOUND"] },
    mustExist: look,
    handler: ({ request, reply, type }) => sendDocument(request, reply, look(request), type),
  });
}

function lookUp(snapshot: Snapshot, path: string): StoredDocument {
  const name = path.replace(/\.json$/, "");
  const found = snapshot.document(name);
  if (found !== undefined) return found;
  throw registryErrors.NOT_FOUND({
    path: `/${path}`,
    meant: snapshot.suggest(name).map((each) => `/${each}`),
  });
}
