import { parseJson } from "@concordat/json";
import { createValidator, type Validate } from "@concordat/validator";
import type { FastifyInstance } from "fastify";
import type { BodySpec } from "../../http/body.ts";
import { declareRoute } from "../../http/declare-route.ts";
import { flag, meaning } from "../../http/readers.ts";
import type { World } from "../../world.ts";
import { execute } from "../native/write.ts";
import { pushErrors } from "./errors.ts";
import { pushProject } from "./push-project.ts";
import { type PushRequest, pushRequestSchema } from "./push-request.ts";

const query = {
  dryRun: meaning("Whether to say what would become of it, and change nothing.", flag),
};

/** The largest catalogue that comes in one piece. */
const mostBytes = 2 ** 25;

/** `POST /v1/push`: a whole project at once, all of it or nothing; `?dryRun=true` only says what would become of it. */
export function pushFace(server: FastifyInstance, world: World): void {
  const { judge, snapshot } = world;

  declareRoute(server, {
    method: "POST",
    url: "/v1/push",
    role: "write",
    chapter: "contracts",
    summary: "Takes in a whole project, all of it or nothing",
    says: "What is there already stays. What is frozen is judged by the policy that the project has for it, one version after the other. A push that changes that policy, or the breaks that are accepted, needs the role admin, as `/v1/policy` does.",
    query,
    body: pushBody(),
    answers: {
      200: { says: "What has become of each version.", types: { "application/json": pushedSchema } },
    },
    refusals: {
      400: ["PUSH_INVALID"],
      403: ["PUSH_PROMISE"],
      409: ["PUSH_BASE", "PUSH_REFUSED", "SUBJECT_CONTENDED"],
      503: ["SANDBOX_BUSY", "STORE_UNAVAILABLE"],
    },
    handler: async ({ query: { dryRun = false }, body, request, reply }) => {
      const { identity: by } = request;
      const command = pushProject(body, { judge, catalogue: () => snapshot().catalogue, dryRun, by });
      const answer = await execute(world, request, command);
      reply.header("cache-control", "no-store");
      return answer;
    },
  });
}

function pushBody(): BodySpec<PushRequest> {
  let validate: Validate | undefined;
  return {
    types: { "application/json": pushRequestSchema },
    maxBytes: mostBytes,
    read: (bytes) => {
      const value = parseJson(bytes, { maxDepth: 128 });
      validate ??= createValidator(pushRequestSchema);
      const verdict = validate(value);
      if (verdict.valid) return value as unknown as PushRequest;
      const { message: problem, pointer } = verdict.problems[0];
      throw pushErrors.PUSH_INVALID({ problem, pointer });
    },
  };
}

const pushedSchema = {
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
        properties: {
          id: { type: "string" },
          outcome: { enum: ["registered", "drafted", "unchanged"] },
        },
      },
    },
  },
} as const;
