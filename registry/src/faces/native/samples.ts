import type { FastifyInstance } from "fastify";
import { declareRoute } from "../../http/declare-route.ts";
import { integer, meaning } from "../../http/readers.ts";
import { sendJson } from "../../http/send-json.ts";
import type { World } from "../../world.ts";
import { closureOfFound } from "./around.ts";
import type { Engine } from "./engine.ts";
import { findVersion } from "./find-version.ts";
import { number, subject } from "./parameters.ts";

const params = { subject, number };
const query = {
  count: meaning("How many. Default 10.", integer({ least: 1, most: 100 })),
  seed: meaning("Equal seeds give equal samples. Default 1.", integer({ least: 0, most: 2 ** 31 - 1 })),
};

/** `GET …/versions/{number}/samples`: events that the schema accepts, the smallest first. */
export function samplesFace(server: FastifyInstance, world: World, engine: Engine): void {
  declareRoute(server, {
    method: "GET",
    url: "/v1/contracts/:subject/versions/:number/samples",
    role: "read",
    chapter: "contracts",
    summary: "Values that the schema accepts, small and varied; the same for the same seed",
    params,
    query,
    answers: {
      200: { says: "The samples.", types: { "application/json": sampleList } },
      304: { says: "The client has it." },
    },
    refusals: {
      400: ["SUBJECT_NAME"],
      404: ["SUBJECT_NOT_FOUND", "VERSION_NOT_FOUND", "SCHEMA_DELETED"],
      422: ["VERSION_INVALID"],
    },
    handler: async ({ params: asked, query: { count = 10, seed = 1 }, request, reply, type }) => {
      const found = findVersion(world.registry.state, asked.subject, asked.number);
      const { samples, doubt } = await engine.samples(closureOfFound(world, found), { n: count, seed });
      const told = doubt && { reason: doubt.reason, message: doubt.message };
      const answer = {
        subject: found.subject.name,
        number: found.number,
        seed,
        samples,
        ...(told && { doubt: told }),
      };
      return sendJson(request, reply, answer, { type });
    },
  });
}

const sampleList = {
  type: "object",
  required: ["subject", "number", "seed", "samples"],
  additionalProperties: false,
  properties: {
    subject: { type: "string" },
    number: { type: "string" },
    seed: { type: "integer" },
    samples: { type: "array", description: "Fewer than asked for where there are no more." },
    doubt: {
      type: "object",
      description: "Why there are fewer, unless there are no more.",
      required: ["reason", "message"],
      properties: { reason: { type: "string" }, message: { type: "string" } },
    },
  },
} as const;
