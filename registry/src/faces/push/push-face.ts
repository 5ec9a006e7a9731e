import type { FastifyInstance } from "fastify";
import { jsonBody } from "../../http/body.ts";
import { declareRoute } from "../../http/declare-route.ts";
import { flag, meaning } from "../../http/readers.ts";
import type { World } from "../../world.ts";
import { execute } from "../native/write.ts";
import { pushProject } from "./push-project.ts";
import { type PushRequest, pushRequestSchema } from "./push-request.ts";

const query = { dryRun: meaning("Whether to say what would become of it, and change nothing.", flag) };

/** The largest catalogue that comes in one piece. */
const mostBytes = 2 ** 25;

const text = { type: "string" } as const;
const pushed = {
  type: "object",
  required: ["dryRun", "versions"],
  additionalProperties: false,
  properties: {
    dryRun: { type: "boolean" },
    versions: {
      type: "array",
      items: {
        type: "object",
        required: ["id", "outcome"],
        additionalProperties: false,
        properties: {
          id: { ...text, description: "`commerce/order/placed/1.2.0`" },
          outcome: { enum: ["registered", "drafted", "unchanged"] },
        },
      },
    },
  },
} as const;

/** `POST /v1/push`: a whole project at once. */
export function pushFace(server: FastifyInstance, world: World): void {
  const { judge, snapshot } = world;

  declareRoute(server, {
    method: "POST",
    url: "/v1/push",
    role: "write",
    chapter: "catalogue",
    summary: "Takes in a whole project: all of it, or nothing",
    says: "Versions that are there already stay as they are, so it may be repeated. Each new one is judged by the policy that the project has for it, as if it had been registered by itself; `findings` of a refusal name every reason.",
    query,
    body: jsonBody<PushRequest>(pushRequestSchema, { maxBytes: mostBytes }),
    answers: { 200: { says: "What became of each version.", types: { "application/json": pushed } } },
    refusals: {
      409: ["PUSH_BASE", "PUSH_REFUSED", "SUBJECT_CONTENDED"],
      503: ["SANDBOX_BUSY", "STORE_UNAVAILABLE"],
    },
    handler: async ({ query: { dryRun = false }, body, request, reply }) => {
      const catalogue = () => snapshot().catalogue;
      const answer = await execute(world, request, pushProject(body, { judge, catalogue, dryRun }));
      reply.header("cache-control", "no-store");
      return answer;
    },
  });
}
