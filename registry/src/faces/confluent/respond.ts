import type { FastifyReply, FastifyRequest } from "fastify";
import { preferred } from "../../http/negotiate.ts";
import { bytesOf } from "./answers.ts";
import type { Refusal } from "./refusal.ts";
import { refusals } from "./refusal.ts";
import { noContent } from "./route.ts";

/** The first one is what clients get who do not say what they like. */
export const answerTypes = [
  "application/vnd.schemaregistry.v1+json",
  "application/vnd.schemaregistry+json",
  "application/json",
] as const;

const [usual] = answerTypes;

/** The type to answer in. Most clients ask for the usual one or for nothing, and need no parsing. */
export function answerType(accept: string | undefined): string {
  if (accept === undefined || accept === usual || accept === "*/*") return usual;
  const type = preferred(accept, answerTypes);
  if (type === undefined) throw refusals.notAcceptable();
  return type;
}

export function respond(reply: FastifyReply, type: string, answer: unknown): FastifyReply {
  if (answer === noContent) return reply.code(204).send();
  return reply.header("content-type", type).send(Buffer.isBuffer(answer) ? answer : bytesOf(answer));
}

export function respondRefusal(
  reply: FastifyReply,
  { headers }: Pick<FastifyRequest, "headers">,
  { status, code, message }: Refusal,
): FastifyReply {
  const type = preferred(headers.accept, answerTypes) ?? usual;
  return reply
    .code(status)
    .header("content-type", type)
    .send(bytesOf({ error_code: code, message }));
}
