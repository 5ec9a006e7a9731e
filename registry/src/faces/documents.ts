import type { FastifyInstance, FastifyRequest } from "fastify";
import type { Snapshot, StoredDocument } from "../core/snapshot.ts";
import { registryErrors } from "../errors.ts";
import { negotiate } from "../http/negotiate.ts";
import { readQuery } from "../http/query.ts";
import { sendDocument } from "../http/send-document.ts";
import type { World } from "../world.ts";

const offered = ["application/schema+json", "application/json"] as const;

/** Every document at the path of its `$id`, so that a CloudEvent's `dataschema` resolves; with and without `.json`. */
export function documentsFace(server: FastifyInstance, { snapshot }: World): void {
  type Route = { Params: { readonly "*": string } };
  const look = (request: FastifyRequest) => lookUp(snapshot(), (request.params as Route["Params"])["*"]);

  server.get<Route>("/*", { config: { role: "read", mustExist: look } }, async (request, reply) => {
    const found = look(request);
    readQuery(request.url, {});
    return sendDocument(request, reply, found, negotiate(request.headers.accept, offered));
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
