import type { JsonObject } from "@concordat/json";
import type { FastifyInstance } from "fastify";
import { formatCursor, parseCursor } from "../../http/cursor.ts";
import { declareRoute } from "../../http/declare-route.ts";
import { pageQuery } from "../../http/page.ts";
import { meaning, nonEmpty } from "../../http/readers.ts";
import type { LoggedChange } from "../../store/logged-change.ts";
import type { World } from "../../world.ts";
import { subject } from "./parameters.ts";

const filters = {
  actor: meaning("Who asked for it.", nonEmpty),
  change: meaning("Its kind, as `registered`.", nonEmpty),
  subject: meaning("What it was done to.", subject),
};
const query = { ...filters, ...pageQuery };

type Filters = {
  readonly actor?: string | undefined;
  readonly change?: string | undefined;
  readonly subject?: string | undefined;
};

/** How many entries one request reads at most; a page may then be short and still have a next one. */
const mostRead = 20_000;

/** `GET /v1/audit`: everything that ever changed, from the first change on, and who asked for it. */
export function auditFace(server: FastifyInstance, { registry }: World): void {
  declareRoute(server, {
    method: "GET",
    url: "/v1/audit",
    role: "admin",
    chapter: "administration",
    summary: "Everything that changed and everything that was refused to somebody known, the oldest first",
    says: "Each entry has the hash of the one before in its own, so that none can be altered or left out unnoticed.",
    query,
    answers: { 200: { says: "One page.", types: { "application/json": entryList } } },
    refusals: { 400: ["CURSOR_INVALID", "SUBJECT_NAME"], 503: ["STORE_UNAVAILABLE"] },
    handler: async ({ query: { limit = 100, cursor, ...chosen }, reply }) => {
      const list = { url: "/v1/audit", filters: chosen };
      const start = cursor === undefined ? 0 : Number(parseCursor(list, cursor));
      const entries: JsonObject[] = [];
      let last = start;
      const isFull = () => entries.length >= limit || last - start >= mostRead;
      reading: for await (const changes of registry.store.changesAfter(start))
        for (const entry of changes) {
          if (isFull()) break reading;
          last = entry.sequence;
          if (isAsked(entry, chosen)) entries.push(entryJson(entry));
        }
      const more = last < registry.state.sequence;
      reply.header("cache-control", "no-store");
      return { entries, ...(more && { next: formatCursor(list, last) }) };
    },
  });
}

function isAsked({ origin, change }: LoggedChange, { actor, change: kind, subject: name }: Filters): boolean {
  return (
    (actor === undefined || origin.actor === actor) &&
    (kind === undefined || change.is === kind) &&
    (name === undefined || ("subject" in change && change.subject === name))
  );
}

function entryJson({ sequence, at, origin, change, hash }: LoggedChange): JsonObject {
  const told: JsonObject = { ...(change as unknown as JsonObject) };
  // Of a secret not even the hash is anybody's business.
  if (change.is === "token-created") delete (told as Record<string, unknown>).hash;
  return { sequence, at, ...(origin as unknown as JsonObject), change: told, hash };
}

const text = { type: "string" } as const;

const entryList = {
  type: "object",
  required: ["entries"],
  additionalProperties: false,
  properties: {
    entries: {
      type: "array",
      items: {
        type: "object",
        required: ["sequence", "at", "actor", "change", "hash"],
        additionalProperties: false,
        properties: {
          sequence: { type: "integer", minimum: 1 },
          at: text,
          actor: text,
          requestId: text,
          address: text,
          change: { type: "object", required: ["is"], properties: { is: text } },
          hash: text,
        },
      },
    },
    next: text,
  },
} as const;
