import type { FastifyInstance } from "fastify";
import type { Snapshot } from "../core/snapshot.ts";
import { readQuery } from "../http/query.ts";

/** `GET /health`: whether it answers, and how much it has to answer with. */
export function healthFace(server: FastifyInstance, { catalogue }: Snapshot): void {
  server.get("/health", { config: { role: "public" } }, async (request, reply) => {
    readQuery(request.url, {});
    return reply.header("cache-control", "no-store").send({
      status: "healthy",
      contracts: catalogue.contracts.length,
      versions: catalogue.versions.length,
    });
  });
}
