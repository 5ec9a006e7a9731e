import { digestOfBytes } from "@concordat/json/digest";
import type { FastifyInstance, FastifyRequest } from "fastify";
import type { Command } from "../../core/command.ts";
import { deleteSubject, deleteVersion } from "../../core/commands/delete.ts";
import { deprecate } from "../../core/commands/deprecate.ts";
import { dropDraft } from "../../core/commands/draft.ts";
import { coreErrors, registryErrors } from "../../errors.ts";
import { jsonBody } from "../../http/body.ts";
import { declareRoute } from "../../http/declare-route.ts";
import { checkIfMatch } from "../../http/etag.ts";
import { flag, meaning } from "../../http/readers.ts";
import type { World } from "../../world.ts";
import { describeVersion, versionSchema } from "./describe-version.ts";
import { findSubject, findVersion } from "./find-version.ts";
import { type AskedVersion, number, subject } from "./parameters.ts";
import { execute } from "./write.ts";

const inSubject = { subject };
const ofVersion = { subject, number };
const deletion = {
  permanent: meaning("Whether it goes for good, which only what was deleted before can.", flag),
};

const lost = ["SUBJECT_NOT_FOUND", "VERSION_NOT_FOUND", "SCHEMA_DELETED"];
const stores = { 503: ["STORE_UNAVAILABLE"] };

/** Deprecating and deleting. */
export function lifecycleFace(server: FastifyInstance, world: World): void {
  const { registry } = world;

  declareRoute(server, {
    method: "POST",
    url: "/v1/contracts/:subject/versions/:number/deprecate",
    role: "write",
    chapter: "contracts",
    summary: "Says that nobody should begin to use a version; it stays, and means what it meant",
    params: ofVersion,
    body: jsonBody<{ readonly sunset?: string; readonly reason?: string }>(deprecationSchema),
    answers: { 200: { says: "The version.", types: { "application/json": versionSchema } } },
    refusals: {
      400: ["SUBJECT_NAME"],
      404: lost,
      409: ["VERSION_NOT_FROZEN"],
      422: ["VERSION_INVALID"],
      ...stores,
    },
    handler: async ({ params: { subject: name, number: asked }, body, request, reply }) => {
      const found = findVersion(registry.state, name, asked);
      if (found.version === undefined)
        throw registryErrors.VERSION_NOT_FROZEN({ subject: found.subject.name, number: found.number });
      await execute(world, request, deprecate(found.subject.name, found.version.version, body));
      reply.header("cache-control", "no-store");
      const now = { by: "number", number: found.number } as const;
      return describeVersion(world, findVersion(registry.state, name, now));
    },
  });

  declareRoute(server, {
    method: "DELETE",
    url: "/v1/contracts/:subject/versions/:number",
    role: "write",
    chapter: "contracts",
    summary: "Deletes a version, so that only who asks for deleted ones sees it; a draft is gone at once",
    params: ofVersion,
    query: deletion,
    headers: { "If-Match": "The ETag of the description of what is to be deleted." },
    answers: { 200: { says: "It is deleted.", types: { "application/json": deletedSchema } } },
    refusals: {
      400: ["SUBJECT_NAME"],
      404: lost,
      409: ["MODE_FORBIDS", "SCHEMA_REFERENCED", "VERSION_DELETED", "VERSION_NOT_DELETED"],
      412: ["PRECONDITION_FAILED"],
      422: ["VERSION_INVALID"],
      ...stores,
    },
    handler: async ({
      params: { subject: name, number: asked },
      query: { permanent = false },
      request,
      reply,
    }) => {
      const found = findVersion(registry.state, name, asked, { deleted: true });
      const { version, number: text, subject: known } = found;
      const ifSeen = ifMatched(world, request, name, asked);
      if (version === undefined) await execute(world, request, ifSeen(dropDraft(known.name, text)));
      else await execute(world, request, ifSeen(deleteVersion(known.name, version.version, { permanent })));
      reply.header("cache-control", "no-store");
      return { subject: known.name, numbers: [text], permanent: permanent || version === undefined };
    },
  });

  declareRoute(server, {
    method: "DELETE",
    url: "/v1/contracts/:subject",
    role: "write",
    chapter: "contracts",
    summary: "Deletes all versions of a subject, and what was set for it",
    params: inSubject,
    query: deletion,
    headers: { "If-Match": "The ETag of the description of what is to be deleted." },
    answers: { 200: { says: "They are deleted.", types: { "application/json": deletedSchema } } },
    refusals: {
      400: ["SUBJECT_NAME"],
      404: ["SUBJECT_NOT_FOUND"],
      409: ["MODE_FORBIDS", "SCHEMA_REFERENCED", "SUBJECT_DELETED", "SUBJECT_NOT_DELETED"],
      412: ["PRECONDITION_FAILED"],
      ...stores,
    },
    handler: async ({ params: { subject: name }, query: { permanent = false }, request, reply }) => {
      const { name: found, versions } = findSubject(registry.state, name, { deleted: true });
      if (versions.length === 0) throw coreErrors.SUBJECT_NOT_FOUND({ subject: found, meant: [] });
      const ifSeen = ifMatched(world, request, found, { by: "latest" });
      const gone = await execute(world, request, ifSeen(deleteSubject(found, { permanent })));
      reply.header("cache-control", "no-store");
      const numbers = versions.filter(({ version }) => gone.includes(version)).map((each) => each.number);
      return { subject: found, numbers, permanent };
    },
  });
}

/** Whoever names what they have seen deletes that, or nothing. Asked when nobody else can write any more. */
function ifMatched(world: World, request: FastifyRequest, name: string, asked: AskedVersion) {
  return <Answer>(command: Command<Answer>): Command<Answer> => ({
    ...command,
    decide: (state, prepared) => {
      if (request.headers["if-match"] !== undefined)
        checkIfMatch(
          request.headers,
          etagOf({ ...world, registry: { ...world.registry, state } }, name, asked),
        );
      return command.decide(state, prepared);
    },
  });
}

/** Of the description that GET answers with; of what is deleted it is the one with `?deleted=true`. */
function etagOf(world: World, name: string, asked: AskedVersion): string {
  const found = findVersion(world.registry.state, name, asked, { deleted: true });
  return `"${digestOfBytes(Buffer.from(JSON.stringify(describeVersion(world, found))))}"`;
}

const deprecationSchema = {
  type: "object",
  additionalProperties: false,
  properties: {
    sunset: {
      type: "string",
      format: "date",
      description: "From that day on publishers may stop sending it.",
    },
    reason: { type: "string", maxLength: 2000 },
  },
} as const;

const deletedSchema = {
  type: "object",
  required: ["subject", "numbers", "permanent"],
  additionalProperties: false,
  properties: {
    subject: { type: "string" },
    numbers: { type: "array", items: { type: "string" } },
    permanent: { type: "boolean" },
  },
} as const;
