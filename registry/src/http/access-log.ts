import type { FastifyInstance } from "fastify";

/** One line a request, once it is answered; the body and the headers stay out of the log. */
export function logRequests(server: FastifyInstance): void {
  server.addHook("onResponse", async (request, reply) => {
    const { method, url } = request;
    const { statusCode: status, elapsedTime } = reply;
    request.log.info({ method, url, status, ms: Math.round(elapsedTime * 100) / 100 }, "answered");
  });
}
