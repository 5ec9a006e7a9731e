import type { Json } from "@concordat/json";
import { parseJson } from "@concordat/json";
import { createValidator } from "@concordat/validator";
import type { FastifyInstance } from "fastify";
import { readQuery } from "../../http/query.ts";
import { oneOf } from "../../http/readers.ts";
import type { World } from "../../world.ts";
import { pushErrors } from "./errors.ts";
import { pushProject } from "./push-project.ts";
import { type PushRequest, pushRequestSchema } from "./push-request.ts";

const query = { dryRun: oneOf(["true", "false"]) };

/** The largest catalogue that comes in one piece. */
const mostBytes = 2 ** 25;

/** `POST /v1/push`: a whole project at once, all of it or nothing; `?dryRun=true` only says what would become of it. */
export function pushFace(server: FastifyInstance, { registry, judge, snapshot }: World): void {
  const validate = createValidator(pushRequestSchema);
  const read = (bytes: Buffer): PushRequest => {
    const value: Json = parseJson(bytes, { maxDepth: 128 });
    const verdict = validate(value);
    if (verdict.valid) return value as unknown as PushRequest;
    throw pushErrors.PUSH_INVALID({
      problem: verdict.problems[0].message,
      pointer: verdict.problems[0].pointer,
    });
  };
  void server.register(async (scope) => {
    scope.removeAllContentTypeParsers();
    scope.addContentTypeParser(
      "application/json",
      { parseAs: "buffer", bodyLimit: mostBytes },
      (_, body, done) => done(null, body),
    );
    scope.post("/v1/push", { config: { role: "write" } }, async (request, reply) => {
      const { dryRun = "false" } = readQuery(request.url, query);
      const command = pushProject(read(request.body as Buffer), {
        judge,
        catalogue: () => snapshot().catalogue,
        dryRun: dryRun === "true",
      });
      const origin = { actor: request.identity.actor, requestId: request.id, address: request.ip };
      const answer = await registry.execute(command, origin);
      return reply.header("cache-control", "no-store").send(answer);
    });
  });
}
