import type { FastifyInstance } from "fastify";
import { withoutSecrets } from "../auth/secret.ts";

/**
 * One line a request, once it is answered; the body and the headers, and with them every secret, stay out of the log.
 * The route is the pattern that matched, so that lines can be counted by it.
 */
export function logRequests(server: FastifyInstance): void {
  server.addHook("onResponse", (request, reply, done) => {
    done();
    const { method, url, identity } = request;
    const { statusCode: status, elapsedTime } = reply;
    const route = request.routeOptions.url;
    const ms = Math.round(elapsedTime * 100) / 100;
    // Somebody will put a token into a URL some day; no route reads it there, and the log must not keep it.
    const shown = withoutSecrets(url);
    request.log.info(
      { reqId: request.id, method, url: shown, route, status, ms, actor: identity?.actor, ip: request.ip },
      "answered",
    );
  });
}
