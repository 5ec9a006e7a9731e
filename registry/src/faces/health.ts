import type { FastifyInstance } from "fastify";
import { declareRoute } from "../http/declare-route.ts";
import type { World } from "../world.ts";

/** `GET /health`: whether it answers, and how much it has to answer with. */
export function healthFace(server: FastifyInstance, { snapshot }: World): void {
  declareRoute(server, {
    method: "GET",
    url: "/health",
    role: "public",
    chapter: "operations",
    summary: "Whether it answers, and how much it has to answer with",
    answers: { 200: { says: "It answers.", types: { "application/json": health } } },
    handler: ({ reply }) => {
      const { catalogue } = snapshot();
      reply.header("cache-control", "no-store");
      return {
        status: "healthy",
        contracts: catalogue.contracts.length,
        versions: catalogue.versions.length,
      };
    },
  });
}

const health = {
  type: "object",
  required: ["status", "contracts", "versions"],
  properties: {
    status: { const: "healthy" },
    contracts: { type: "integer", minimum: 0 },
    versions: { type: "integer", minimum: 0 },
  },
} as const;
