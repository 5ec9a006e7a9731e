import type { FastifyReply, FastifyRequest } from "fastify";
import { readBytes } from "../../http/read-bytes.ts";

/** A batch of a thousand events of a usual size, and no more than a process can hold of many at once. */
const mostBytes = 1 << 24;

/**
 * The whole body.
 *
 * @throws LIMIT_BODY_BYTES, BODY_INCOMPLETE
 */
export async function readWhole({ raw }: FastifyRequest, reply: FastifyReply): Promise<Buffer> {
  try {
    return await readBytes(raw, mostBytes);
  } catch (error) {
    // What was not read would be taken for the next request.
    if (!raw.complete) reply.header("connection", "close");
    throw error;
  }
}
