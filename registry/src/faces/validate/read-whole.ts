import type { FastifyReply, FastifyRequest } from "fastify";
import { registryErrors } from "../../errors.ts";
import { endWith } from "../../http/client-error.ts";
import { readBytes } from "../../http/read-bytes.ts";

/** A batch of a thousand events of a usual size, and no more than a process can hold of many at once. */
const mostBytes = 1 << 24;

/** On this route streams may take as long as they like; what is no stream may not. */
const mostSeconds = 30;

/**
 * The whole body.
 *
 * @throws LIMIT_BODY_BYTES, BODY_INCOMPLETE
 */
export async function readWhole({ raw }: FastifyRequest, reply: FastifyReply): Promise<Buffer> {
  if (raw.complete) return read(raw, reply);
  const timer = setTimeout(
    () => endWith(registryErrors.REQUEST_TIMEOUT({ seconds: mostSeconds }), raw.socket),
    mostSeconds * 1000,
  );
  try {
    return await read(raw, reply);
  } finally {
    clearTimeout(timer);
  }
}

async function read(raw: FastifyRequest["raw"], reply: FastifyReply): Promise<Buffer> {
  try {
    return await readBytes(raw, mostBytes);
  } catch (error) {
    // What was not read would be taken for the next request.
    if (!raw.complete) reply.header("connection", "close");
    throw error;
  }
}
