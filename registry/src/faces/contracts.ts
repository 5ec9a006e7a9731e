import { type ContractVersion, contractKinds } from "@concordat/contracts";
import type { FastifyInstance } from "fastify";
import { negotiate } from "../http/negotiate.ts";
import { nonEmpty, oneOf, readQuery } from "../http/query.ts";
import type { World } from "../world.ts";

const query = {
  kind: oneOf(contractKinds),
  type: nonEmpty,
  latest: (text: string, name: string) => oneOf(["true", "false"])(text, name) === "true",
};

/** `GET /v1/contracts`: what there is, as data. */
export function contractsFace(server: FastifyInstance, { snapshot }: World): void {
  server.get("/v1/contracts", { config: { role: "read" } }, async (request, reply) => {
    const { catalogue } = snapshot();
    const chosen = catalogue.list(readQuery(request.url, query));
    const type = negotiate(request.headers.accept, ["application/json"]);
    const contracts = chosen.map((version) =>
      summary(version, catalogue.latest(version.contract)?.id === version.id),
    );
    return reply.header("content-type", type).header("cache-control", "no-cache").send({ contracts });
  });
}

function summary(version: ContractVersion, latest: boolean) {
  const { id, contract, kind, type, title, frozen, deprecated, digest, uri } = version;
  const links = { document: `/${id}`, page: `/ui/${id}` };
  return {
    contract,
    version: version.version,
    kind,
    type,
    title,
    frozen,
    latest,
    deprecated,
    id: uri,
    digest,
    links,
  };
}
