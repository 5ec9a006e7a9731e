import type { FastifyInstance } from "fastify";
import { readQuery } from "../http/query.ts";
import type { World } from "../world.ts";

/** `GET /health`: whether it answers, and how much it has to answer with. */
export function healthFace(server: FastifyInstance, { snapshot }: World): void {
  server.get("/health", { config: { role: "public" } }, async (request, reply) => {
    readQuery(request.url, {});
    const { catalogue } = snapshot();
    return reply.header("cache-control", "no-store").send({
      status: "healthy",
      contracts: catalogue.contracts.length,
      versions: catalogue.versions.length,
    });
  });
}
