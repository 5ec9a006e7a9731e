import type { IncomingHttpHeaders } from "node:http";
import type { FastifyInstance, FastifyReply } from "fastify";
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
 * many seconds as a single one may take. So that one is off, and this one looks at the route. Requests without a body
 * pay two look-ups, and those that come as a whole, which are nearly all others, are looked at once more and get no clock.
 */
export function arriveInTime(server: FastifyInstance, seconds: number): void {
  let begun: FastifyReply[] = [];
  const watchTheRest = () => {
    const replies = begun;
    begun = [];
    for (const reply of replies) if (!reply.request.raw.complete) watch(reply, seconds);
  };
  server.addHook("onRequest", ({ raw }, reply, done) => {
    const { headers, complete, socket } = raw;
    const hasBody = headers["content-length"] !== undefined || headers["transfer-encoding"] !== undefined;
    // A request that was not sent over a connection is there as a whole, and says nothing about it.
    if (hasBody && complete === false && socket !== undefined) {
      // What came in one piece with its headers has been read when this turn is over.
      if (begun.length === 0) setImmediate(watchTheRest);
      begun.push(reply);
    }
    done();
  });
}

function watch(reply: FastifyReply, seconds: number): void {
  const { raw, routeOptions } = reply.request;
  const { socket } = raw;
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
