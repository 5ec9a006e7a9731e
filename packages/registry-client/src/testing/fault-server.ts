import { once } from "node:events";
import {
  createServer,
  type IncomingMessage,
  type RequestListener,
  type Server,
  type ServerResponse,
} from "node:http";
import { createServer as createTlsServer } from "node:https";
import type { AddressInfo } from "node:net";
import { onTestFinished } from "vitest";
import { selfSigned } from "./self-signed.ts";

export type FaultServer = {
  readonly url: string;
  /** What was asked, as `GET /v1/contracts`. */
  readonly asked: readonly string[];
  readonly requests: readonly IncomingMessage[];
  /** Answers as this says from now on. */
  answer(listener: RequestListener): void;
  /** Ends it at once, open connections included; nothing listens there afterwards. */
  stop(): Promise<void>;
  /** Listens again where it did. */
  restart(): Promise<void>;
};

/** A server that answers what a registry would not, gone when the test is over. */
export async function faultServer(listener: RequestListener, { tls = false } = {}): Promise<FaultServer> {
  let current = listener;
  const requests: IncomingMessage[] = [];
  const serve = (request: IncomingMessage, response: ServerResponse) => {
    requests.push(request);
    current(request, response);
  };
  const make = () => (tls ? createTlsServer(selfSigned(), serve) : createServer(serve));
  let server: Server = make();
  const port = await listenSomewhere(server);
  const stop = async () => {
    server.closeAllConnections();
    if (server.listening) await new Promise((resolve) => server.close(resolve));
  };
  onTestFinished(stop);
  return {
    url: `${tls ? "https" : "http"}://127.0.0.1:${port}`,
    get asked() {
      return requests.map(({ method, url }) => `${method} ${url}`);
    },
    requests,
    answer(next) {
      current = next;
    },
    stop,
    async restart() {
      server = make();
      server.listen(port, "127.0.0.1");
      await once(server, "listening");
    },
  };
}

let port = 22_000 + (process.pid % 4000);

/**
 * Below the range from which the system hands out ports by itself, so that a stopped server's port stays free; and a new
 * port each time, since `fetch` may still hold a connection to the server that had one before.
 */
async function listenSomewhere(server: Server): Promise<number> {
  for (port += 1; port < 32_768; port += 1) {
    const isOurs = await new Promise<boolean>((resolve) => {
      server.once("error", () => resolve(false));
      server.listen(port, "127.0.0.1", () => resolve(true));
    });
    if (isOurs) return (server.address() as AddressInfo).port;
  }
  throw new Error("no port is free");
}

export function json(
  value: unknown,
  {
    status = 200,
    headers = {},
  }: { readonly status?: number; readonly headers?: Record<string, string> } = {},
): RequestListener {
  return (_, response) => {
    response.writeHead(status, { "content-type": "application/json", ...headers });
    response.end(JSON.stringify(value));
  };
}

export function html(status: number): RequestListener {
  return (_, response) => {
    response.writeHead(status, { "content-type": "text/html" });
    response.end("<html><body><h1>Bad Gateway</h1></body></html>");
  };
}

/** An answer with an ETag, and 304 for those who have it. */
export function tagged(value: unknown, etag: string, cacheControl = "no-cache"): RequestListener {
  return (request, response) => {
    response.setHeader("etag", etag).setHeader("cache-control", cacheControl);
    if (request.headers["if-none-match"] === etag) response.writeHead(304).end();
    else json(value)(request, response);
  };
}
