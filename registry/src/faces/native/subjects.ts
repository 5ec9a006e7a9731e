import type { JsonObject } from "@concordat/json";
import type { FastifyInstance } from "fastify";
import type { State } from "../../core/state/state.ts";
import type { SubjectState } from "../../core/state/subject-state.ts";
import { declareRoute } from "../../http/declare-route.ts";
import { pageOf, pageQuery } from "../../http/page.ts";
import { meaning, nonEmpty, oneOf } from "../../http/readers.ts";
import { sendJson } from "../../http/send-json.ts";
import type { World } from "../../world.ts";
import { originOf } from "./describe-version.ts";
import { findVersion } from "./find-version.ts";
import { deleted } from "./parameters.ts";

const filters = {
  origin: meaning("Where it was born.", oneOf(["contract", "confluent"])),
  prefix: meaning("What its name begins with.", nonEmpty),
  deleted,
};
const query = { ...filters, ...pageQuery };

/** `GET /v1/subjects`: everything that has versions, contracts and what came by the Confluent face in one list. */
export function subjectsFace(server: FastifyInstance, { registry }: World): void {
  declareRoute(server, {
    method: "GET",
    url: "/v1/subjects",
    role: "read",
    chapter: "contracts",
    summary: "Everything that has versions, contracts or not, by name",
    query,
    answers: {
      200: { says: "One page.", types: { "application/json": subjectList } },
      304: { says: "The client has it." },
    },
    refusals: { 400: ["CURSOR_INVALID"] },
    handler: ({ query: { limit, cursor, ...chosen }, request, reply, type }) => {
      const { state } = registry;
      const found = state.subjects().filter((subject) => isAsked(subject, chosen));
      const list = { url: "/v1/subjects", filters: chosen };
      const { items, next } = pageOf(found, ({ name }) => name, list, { limit, cursor });
      const subjects = items.map((subject) => summaryOf(state, subject));
      return sendJson(request, reply, { subjects, ...(next && { next }) }, { type });
    },
  });
}

type Chosen = {
  readonly origin?: "contract" | "confluent";
  readonly prefix?: string;
  readonly deleted?: boolean;
};

function isAsked(subject: SubjectState, { origin, prefix = "", deleted: also = false }: Chosen): boolean {
  const { name, versions, drafts } = subject;
  return (
    name.startsWith(prefix) &&
    (origin === undefined || origin === originOf(subject)) &&
    (drafts.length > 0 || versions.some(({ isDeleted }) => also || !isDeleted))
  );
}

function summaryOf(state: State, subject: SubjectState): JsonObject {
  const { name, context, versions, drafts } = subject;
  const live = versions.filter(({ isDeleted }) => !isDeleted);
  const latest = live.length + drafts.length > 0 ? findVersion(state, name, { by: "latest" }) : undefined;
  return {
    subject: name,
    context,
    origin: originOf(subject),
    versions: live.length,
    drafts: drafts.length,
    deleted: versions.length - live.length,
    ...(latest && {
      latest: {
        number: latest.number,
        ...(latest.version && { version: latest.version.version, id: latest.version.id }),
      },
    }),
    links: { self: `/v1/contracts/${encodeURIComponent(name)}` },
  };
}

const count = { type: "integer", minimum: 0 } as const;

const subjectList = {
  type: "object",
  required: ["subjects"],
  additionalProperties: false,
  properties: {
    subjects: {
      type: "array",
      items: {
        type: "object",
        required: ["subject", "context", "origin", "versions", "drafts", "deleted", "links"],
        additionalProperties: false,
        properties: {
          subject: { type: "string" },
          context: { type: "string" },
          origin: { enum: ["contract", "confluent"] },
          versions: count,
          drafts: count,
          deleted: count,
          latest: {
            type: "object",
            required: ["number"],
            additionalProperties: false,
            properties: { number: { type: "string" }, version: count, id: count },
          },
          links: { type: "object", required: ["self"], properties: { self: { type: "string" } } },
        },
      },
    },
    next: { type: "string" },
  },
} as const;
