import { type PrometheusTelemetry, prometheus } from "@concordat/telemetry/prometheus";
import fastify, { type FastifyInstance, LogController } from "fastify";
import { createAuthenticate } from "./auth/authenticate.ts";
import { type Protection, protect } from "./auth/protect.ts";
import { createCatalogueView } from "./core/catalogue-view.ts";
import type { Judge } from "./core/judge.ts";
import type { Registry } from "./core/registry.ts";
import { registryErrors } from "./errors.ts";
import { bundleFace } from "./faces/bundle.ts";
import {
  confluentFace,
  isForConfluent,
  refuseAsConfluent,
  withoutLastSlash,
} from "./faces/confluent/confluent-face.ts";
import { healthFace } from "./faces/health.ts";
import { metricsFace } from "./faces/metrics.ts";
import { documentsFace } from "./faces/native/documents.ts";
import { explorerFace } from "./faces/native/explorer.ts";
import { nativeFace } from "./faces/native/index.ts";
import { pagesFace } from "./faces/pages.ts";
import { pushFace } from "./faces/push/push-face.ts";
import { tokensFace } from "./faces/tokens.ts";
import { validateFace } from "./faces/validate/validate-face.ts";
import { logRequests } from "./http/access-log.ts";
import { arriveInTime } from "./http/arrive-in-time.ts";
import { clientErrorHandler } from "./http/client-error.ts";
import { guard } from "./http/guard.ts";
import { longestPath } from "./http/limits.ts";
import { isLogged } from "./http/log-levels.ts";
import { refuseOtherMethods } from "./http/other-methods.ts";
import { refuse, refuseOnRoute } from "./http/refuse.ts";
import { createRequestIds } from "./http/request-ids.ts";
import { createJudge } from "./judge/judge.ts";
import { createMetrics, measureRequests } from "./metrics/metrics.ts";
import { collectRoutes } from "./openapi/collect-routes.ts";
import { createSandbox, type Sandbox } from "./sandbox/sandbox.ts";
import { type Settings, settingsTable } from "./settings/table.ts";
import type { World } from "./world.ts";

/** What the registry can do, one face a file. The last one answers whatever path the others leave. */
const faces = [
  healthFace,
  tokensFace,
  nativeFace,
  bundleFace,
  pushFace,
  validateFace,
  confluentFace,
  pagesFace,
  documentsFace,
] as const;

export type ServerOptions = {
  /** What is served; its opener closes it, after the server. */
  readonly registry: Registry;
  /** Where what strangers sent is thought about; its opener closes it. Default: one that lives as long as the server. */
  readonly sandbox?: Sandbox;
  /** Default: one that asks the sandbox about what takes long. */
  readonly judge?: Judge;
  /** Who may do what. Default: everybody everything. */
  readonly access?: Protection;
  /** What is measured goes there, and comes out at `/metrics`. Default: one of its own. */
  readonly telemetry?: PrometheusTelemetry;
  /** Default: those of the settings' table. */
  readonly limits?: Partial<ServerLimits>;
  /** Where log lines go, as JSON. Default: nowhere. */
  readonly log?: { readonly level: string; readonly stream: { write(line: string): void } };
};

export type ServerLimits = Pick<
  Settings,
  "requestSeconds" | "headerSeconds" | "keepAliveSeconds" | "bodyBytes" | "trustedProxies"
>;

const usualLimits: ServerLimits = {
  requestSeconds: settingsTable.requestSeconds.fallback,
  headerSeconds: settingsTable.headerSeconds.fallback,
  keepAliveSeconds: settingsTable.keepAliveSeconds.fallback,
  bodyBytes: settingsTable.bodyBytes.fallback,
  trustedProxies: undefined,
};

const open: Protection = {
  authenticate: createAuthenticate({ tokenOf: () => undefined, anonymous: "admin", now: Date.now }),
};

/** The registry as a Fastify server that does not listen yet; its caller closes it. */
export async function createServer({
  registry,
  sandbox: given,
  judge: said,
  access = open,
  telemetry = prometheus(),
  limits = {},
  log,
}: ServerOptions): Promise<FastifyInstance> {
  const { requestSeconds, headerSeconds, keepAliveSeconds, bodyBytes, trustedProxies } = {
    ...usualLimits,
    ...limits,
  };
  const server = fastify({
    logger: log ?? false,
    // Ours has the method and the path on one line; Fastify's needs two.
    logController: new LogController({ disableRequestLogging: true }),
    genReqId: createRequestIds(),
    // A logger of its own for each request is more work than a look-up; who logs says which request it was.
    childLoggerFactory: (logger) => logger,
    // What comes in a header was chosen by a stranger; it must not be able to pass for another request in the log.
    requestIdHeader: false,
    // One clock for all would end long streams with slow requests; `arriveInTime` looks at the route.
    requestTimeout: 0,
    http: { headersTimeout: headerSeconds * 1000, connectionsCheckingInterval: 1000 },
    keepAliveTimeout: keepAliveSeconds * 1000,
    bodyLimit: bodyBytes,
    ...(trustedProxies !== undefined && { trustProxy: trustedProxies }),
    // While closing, requests on open connections are still answered: they come from memory.
    return503OnClosing: false,
    // Nothing that a client sent is changed before it is judged.
    ajv: { customOptions: { coerceTypes: false, removeAdditional: false, useDefaults: false } },
    rewriteUrl: ({ url = "/" }) => withoutLastSlash(url),
    // Names of subjects are parameters; how long a path may be says the guard.
    routerOptions: { maxParamLength: longestPath },
    // A hook would not run for a URL that cannot be decoded, so the guard is called here too.
    frameworkErrors: (error, request, reply) => {
      guard(request, reply);
      (isForConfluent(request.raw.url ?? "") ? refuseAsConfluent : refuse)(error, request, reply);
    },
    clientErrorHandler: clientErrorHandler(headerSeconds),
  });

  server.setErrorHandler(refuseOnRoute);
  server.setNotFoundHandler((request) => {
    throw registryErrors.NOT_FOUND({ path: request.url, meant: [] });
  });
  server.addHook("onRequest", (request, reply, done) => {
    guard(request, reply);
    done();
  });
  const sandbox = given ?? createSandbox();
  if (given === undefined) server.addHook("onClose", () => sandbox.close());
  const metrics = createMetrics(telemetry, { registry, sandbox });
  server.addHook("onClose", async () => metrics.close());
  protect(server, { ...access, onRefused: metrics.refused });
  arriveInTime(server, requestSeconds);
  if (log !== undefined && isLogged("info", log.level)) logRequests(server);
  measureRequests(server, metrics);
  // Bodies are read by the routes that want them, each by its own rules.
  server.removeAllContentTypeParsers();
  server.addContentTypeParser("*", (_request, body, done) => done(null, body));

  const routes = collectRoutes(server);
  const finish = refuseOtherMethods(server);
  const judge = said ?? createJudge({ sandbox });
  const world: World = { registry, sandbox, judge, snapshot: createCatalogueView(registry.state) };
  for (const face of faces) face(server, world);
  metricsFace(server, metrics);
  explorerFace(server, routes);
  // Faces may register plugins, whose routes are there only after this.
  await server.after();
  finish();
  await server.ready();
  return server;
}
