import type { Json } from "@concordat/json";
import { parseJson } from "@concordat/json";
import { createValidator } from "@concordat/validator";
import type { FastifyInstance } from "fastify";
import { originOf } from "../../auth/origin-of.ts";
import { declareRoute } from "../../http/declare-route.ts";
import { flag, meaning } from "../../http/readers.ts";
import type { World } from "../../world.ts";
import { pushErrors } from "./errors.ts";
import { pushProject } from "./push-project.ts";
import { type PushRequest, pushRequestSchema } from "./push-request.ts";

const query = { dryRun: meaning("Only say what would become of it.", flag) };

/** The largest catalogue that comes in one piece. */
const mostBytes = 2 ** 25;

/** `POST /v1/push`: a whole project at once, all of it or nothing; `?dryRun=true` only says what would become of it. */
export function pushFace(server: FastifyInstance, { registry, judge, snapshot }: World): void {
  const validate = createValidator(pushRequestSchema);
  const read = (bytes: Uint8Array): PushRequest => {
    const value: Json = parseJson(bytes, { maxDepth: 128 });
    const verdict = validate(value);
    if (verdict.valid) return value as unknown as PushRequest;
    throw pushErrors.PUSH_INVALID({
      problem: verdict.problems[0].message,
      pointer: verdict.problems[0].pointer,
    });
  };
  declareRoute(server, {
    method: "POST",
    url: "/v1/push",
    role: "write",
    chapter: "contracts",
    summary: "Push a whole project, all of it or nothing",
    query,
    body: { types: { "application/json": pushRequestSchema }, maxBytes: mostBytes, read },
    answers: {
      200: { says: "What became of each version.", types: { "application/json": { type: "object" } } },
    },
    handler: async ({ body, query: { dryRun = false }, request, reply }) => {
      const command = pushProject(body, { judge, catalogue: () => snapshot().catalogue, dryRun });
      reply.header("cache-control", "no-store");
      return registry.execute(command, originOf(request));
    },
  });
}
