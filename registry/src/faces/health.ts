import { isConcordatError } from "@concordat/errors";
import type { FastifyInstance } from "fastify";
import { declareRoute } from "../http/declare-route.ts";
import type { World } from "../world.ts";

/** Longer than this a store that is well does not take to say so. */
const patienceMs = 2000;

/** An answer of the store is good for so long: whoever may ask without a token must not be able to keep it busy. */
const freshMs = 500;

/**
 * `/health`: how much there is to answer with. `/health/live`: whether the process answers at all, for what restarts it.
 * `/health/ready`: whether it can do its work, for what sends it requests.
 */
export function healthFace(server: FastifyInstance, { registry, snapshot }: World): void {
  let isClosing = false;
  server.addHook("preClose", (done) => {
    isClosing = true;
    done();
  });
  const trouble = once(() => troubleOf(registry.store.ping(), patienceMs), freshMs);
  const common = { method: "GET", role: "public", chapter: "operations" } as const;

  declareRoute(server, {
    ...common,
    url: "/health",
    summary: "Whether it answers, and how much it has to answer with",
    answers: { 200: { says: "It answers.", types: { "application/json": health } } },
    handler: ({ reply }) => {
      const { catalogue } = snapshot();
      reply.header("cache-control", "no-store");
      return {
        status: "healthy",
        contracts: catalogue.contracts.length,
        versions: catalogue.versions.length,
        durability: registry.store.durability,
      };
    },
  });

  declareRoute(server, {
    ...common,
    url: "/health/live",
    summary: "Whether the process answers",
    says: "Says nothing of the store: a restart does not mend a database.",
    answers: { 200: { says: "It answers.", types: { "application/json": live } } },
    handler: ({ reply }) => {
      reply.header("cache-control", "no-store");
      return { status: "alive" };
    },
  });

  declareRoute(server, {
    ...common,
    url: "/health/ready",
    summary: "Whether it can do its work",
    says: "Look-ups are answered from memory also while it is not ready; writes are not.",
    answers: {
      200: { says: "It can.", types: { "application/json": ready } },
      503: { says: "It cannot, and why.", types: { "application/json": ready } },
    },
    handler: async ({ reply }) => {
      const store = await trouble();
      const behind = codeOf(registry.trouble);
      const isReady = !isClosing && store === undefined && behind === undefined;
      reply.code(isReady ? 200 : 503).header("cache-control", "no-store");
      return {
        status: isReady ? "ready" : "not ready",
        closing: isClosing,
        store: {
          status: store === undefined ? "reachable" : "unreachable",
          ...(store !== undefined && { code: store }),
          durability: registry.store.durability,
        },
        state: {
          status: behind === undefined ? "current" : "behind",
          ...(behind !== undefined && { code: behind }),
          sequence: registry.state.sequence,
        },
      };
    },
  });
}

/** The code alone: why a database cannot be reached is for the log, since everybody may ask here. */
async function troubleOf(ping: Promise<void>, ms: number): Promise<string | undefined> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<string>((resolve) => {
    timer = setTimeout(resolve, ms, "STORE_UNAVAILABLE");
    timer.unref();
  });
  const outcome = ping.then(
    () => undefined,
    (error: unknown) => codeOf(error),
  );
  return Promise.race([outcome, late]).finally(() => clearTimeout(timer));
}

function codeOf(error: unknown): string | undefined {
  if (error === undefined) return undefined;
  return isConcordatError(error) ? error.code : "SERVER_FAULT";
}

/** Asks once for all who come while it is being answered, and for those who come shortly afterwards. */
function once<Answer>(ask: () => Promise<Answer>, forMs: number): () => Promise<Answer> {
  let known: { readonly answer: Promise<Answer>; until: number } | undefined;
  return () => {
    if (known !== undefined && performance.now() < known.until) return known.answer;
    const entry = { answer: ask(), until: Number.POSITIVE_INFINITY };
    known = entry;
    void entry.answer.then(() => {
      entry.until = performance.now() + forMs;
    });
    return entry.answer;
  };
}

const durability = {
  enum: ["nothing", "process crash", "power loss"],
  description: "What a write that was answered survives.",
};

const health = {
  type: "object",
  required: ["status", "contracts", "versions", "durability"],
  properties: {
    status: { const: "healthy" },
    contracts: { type: "integer", minimum: 0 },
    versions: { type: "integer", minimum: 0 },
    durability,
  },
} as const;

const live = { type: "object", required: ["status"], properties: { status: { const: "alive" } } } as const;

const code = { type: "string", description: "Of the trouble, see /errors." };

const ready = {
  type: "object",
  required: ["status", "closing", "store", "state"],
  properties: {
    status: { enum: ["ready", "not ready"] },
    closing: { type: "boolean" },
    store: {
      type: "object",
      required: ["status", "durability"],
      properties: { status: { enum: ["reachable", "unreachable"] }, code, durability },
    },
    state: {
      type: "object",
      required: ["status", "sequence"],
      properties: {
        status: { enum: ["current", "behind"] },
        code,
        sequence: { type: "integer", minimum: 0, description: "Of the last change that it knows." },
      },
    },
  },
} as const;
