import { monitorEventLoopDelay } from "node:perf_hooks";
import type { PrometheusTelemetry } from "@concordat/telemetry/prometheus";
import type { FastifyInstance } from "fastify";
import type { Registry } from "../core/registry.ts";
import type { Sandbox } from "../sandbox/sandbox.ts";
import type { Store } from "../store/store.ts";
import { timedStore } from "../store/timed.ts";

/** What the registry counts of itself while it works. What it is at a moment is looked up when somebody fetches. */
export type Metrics = {
  readonly told: PrometheusTelemetry;
  /** Somebody was not let in: the code of the refusal. */
  refused(code: string): void;
  close(): void;
};

/** From what is answered from memory to what is thought about in the sandbox, in seconds. */
const buckets = [0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10];

export function createMetrics(
  told: PrometheusTelemetry,
  { registry, sandbox }: { readonly registry: Registry; readonly sandbox: Sandbox },
): Metrics {
  const refusals = told.counter("concordat.registry.auth.refused", {
    unit: "{request}",
    description: "Requests that were refused for who sent them, by code.",
  });
  // Every 20 ms is seldom enough to cost nothing and often enough to see what blocks.
  const delay = monitorEventLoopDelay({ resolution: 20 });
  delay.enable();
  observeProcess(told, delay);
  observeRegistry(told, registry);
  observeSandbox(told, sandbox);
  return {
    told,
    refused: (code) => refusals.add(1, { code }),
    close: () => void delay.disable(),
  };
}

/** Times each use of a store. */
export function measureStore(told: PrometheusTelemetry, store: Store): Store {
  const duration = told.histogram("concordat.registry.store.duration", {
    unit: "s",
    description: "How long the store took, by what it was asked for and whether that went well.",
    buckets,
  });
  return timedStore(store, (operation, seconds, ok) => duration.record(seconds, { operation, ok }));
}

/**
 * Counts and times each request by its route, and never by its path: there are as many paths as strangers like.
 * To be called before the first route.
 */
export function measureRequests(server: FastifyInstance, { told }: Metrics): void {
  const duration = told.histogram("http.server.request.duration", {
    unit: "s",
    description:
      "How long requests took, from the last byte of their headers to the last byte of the answer.",
    buckets,
  });
  server.addHook("onResponse", (request, reply, done) => {
    duration.record(reply.elapsedTime / 1000, {
      "http.request.method": request.method,
      "http.route": request.routeOptions.url ?? "none",
      "http.response.status_code": reply.statusCode,
    });
    done();
  });
}

function observeProcess(
  told: PrometheusTelemetry,
  delay: { readonly mean: number; readonly max: number; percentile(p: number): number; reset(): void },
): void {
  const started = Date.now() / 1000 - process.uptime();
  told.observe(
    "process.start.time",
    { unit: "s", description: "When it was started, since 1970." },
    () => started,
  );
  told.observe("process.cpu", { unit: "s", description: "Time of processors used.", counts: true }, () => {
    const { user, system } = process.cpuUsage();
    return (user + system) / 1e6;
  });
  told.observe(
    "process.resident.memory",
    { unit: "By", description: "Memory that the system has given." },
    () => process.memoryUsage.rss(),
  );
  told.observe(
    "nodejs.heap.used",
    { unit: "By", description: "Memory of JavaScript values." },
    () => process.memoryUsage().heapUsed,
  );
  told.observe(
    "nodejs.eventloop.delay",
    { unit: "s", description: "How much later than asked the event loop came round, since the last fetch." },
    () => {
      const rows = [
        [delay.percentile(50) / 1e9, { quantile: "0.5" }],
        [delay.percentile(99) / 1e9, { quantile: "0.99" }],
        [delay.max / 1e9, { quantile: "1" }],
      ] as const;
      delay.reset();
      return rows.map(([value, attributes]) => [Number.isFinite(value) ? value : 0, attributes] as const);
    },
  );
}

function observeRegistry(told: PrometheusTelemetry, { state }: Registry): void {
  const about = (description: string) => ({ unit: "", description });
  told.observe(
    "concordat.registry.subjects",
    about("Subjects, deleted ones included."),
    () => state.subjects().length,
  );
  told.observe("concordat.registry.versions", about("Versions of all subjects, drafts not included."), () =>
    state.subjects().reduce((sum, { versions }) => sum + versions.length, 0),
  );
  told.observe(
    "concordat.registry.changes",
    { ...about("Changes in the log."), counts: true },
    () => state.sequence,
  );
  told.observe("concordat.registry.tokens", about("Tokens that are not revoked."), () =>
    [...state.tokens.values()].reduce((sum, { revokedAt }) => sum + Number(revokedAt === undefined), 0),
  );
}

function observeSandbox(told: PrometheusTelemetry, sandbox: Sandbox): void {
  const about = (description: string) => ({ unit: "", description });
  told.observe(
    "concordat.registry.sandbox.running",
    about("Jobs under way in the sandbox."),
    () => sandbox.figures.running,
  );
  told.observe(
    "concordat.registry.sandbox.waiting",
    about("Jobs that wait for the sandbox."),
    () => sandbox.figures.waiting,
  );
  told.observe(
    "concordat.registry.sandbox.killed",
    { ...about("Threads that a job took along."), counts: true },
    () => sandbox.figures.killed,
  );
}
