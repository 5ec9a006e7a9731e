import type { IncomingHttpHeaders } from "node:http";
import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import { registryErrors } from "../errors.ts";
import { endWith } from "./client-error.ts";

declare module "fastify" {
  interface FastifyContextConfig {
    /** For streams: the body may take as long as it takes, as long as something moves. Some routes take both. */
    endless?: boolean | ((headers: IncomingHttpHeaders) => boolean);
  }
}

/**
 * Ends connections whose request does not arrive in time, and those of streams that stand still.
 *
 * Node has a clock for this, `requestTimeout`, and it is one for all: it would cut a stream of a million events after as
 * many seconds as a single one may take. So that one is off, and this one looks at the route. Requests without a body,
 * which are nearly all, pay two look-ups.
 */
export function arriveInTime(server: FastifyInstance, seconds: number): void {
  server.addHook("onRequest", (request, reply, done) => {
    const { headers } = request.raw;
    if (headers["content-length"] !== undefined || headers["transfer-encoding"] !== undefined)
      watch(request, reply, seconds);
    done();
  });
}

function watch({ raw, routeOptions }: FastifyRequest, reply: FastifyReply, seconds: number): void {
  const { socket } = raw;
  // A request that was not sent over a connection is there as a whole, and says nothing about it.
  if (raw.complete !== false || socket === undefined) return;
  const { endless: said } = routeOptions.config;
  const endless = typeof said === "function" ? said(raw.headers) : said === true;
  let seen = -1;
  const timer = setInterval(() => {
    const moved = (socket.bytesRead ?? 0) + (socket.bytesWritten ?? 0);
    if (raw.complete) clearInterval(timer);
    else if (!endless || moved === seen) {
      clearInterval(timer);
      // After an answer has begun, one more would be taken for that to the next request.
      if (reply.raw.headersSent) socket.destroy();
      else endWith(registryErrors.REQUEST_TIMEOUT({ seconds }), socket);
    }
    seen = moved;
  }, seconds * 1000);
  timer.unref();
  raw.once("close", () => clearInterval(timer));
}
