import type { FastifyInstance } from "fastify";
import { declareRoute } from "../../http/declare-route.ts";
import { meaning, oneOf } from "../../http/readers.ts";
import { sendPrepared } from "../../http/send-document.ts";
import { sendJson } from "../../http/send-json.ts";
import type { World } from "../../world.ts";
import { describeVersion, versionSchema } from "./describe-version.ts";
import { findSubject, findVersion, numbersOf } from "./find-version.ts";
import { deleted, number, subject } from "./parameters.ts";
import { createViews, views } from "./views.ts";

const inSubject = { subject };
const ofVersion = { subject, number };
const listQuery = { deleted };
const versionQuery = {
  view: meaning(
    "The schema itself: `text` byte for byte, `reader` as consumers validate it, `writer` as publishers do, `bundled` with all that it refers to.",
    oneOf(views),
  ),
  deleted,
};

const lost = ["SUBJECT_NOT_FOUND", "VERSION_NOT_FOUND", "SCHEMA_DELETED"];
const refusals = { 400: ["SUBJECT_NAME"], 404: lost, 422: ["VERSION_INVALID"] };

/** `GET /v1/contracts/{subject}` and its versions, each described, as text, or in one of its views. */
export function versionsFace(server: FastifyInstance, world: World): void {
  const { registry } = world;
  const viewOf = createViews(world);

  declareRoute(server, {
    method: "GET",
    url: "/v1/contracts/:subject",
    role: "read",
    chapter: "contracts",
    summary: "A contract, or a subject of the Confluent face: its latest version, described",
    params: inSubject,
    answers: described,
    refusals: { 400: ["SUBJECT_NAME"], 404: lost },
    handler: ({ params, request, reply, type }) => {
      const found = findVersion(registry.state, params.subject, { by: "latest" });
      return sendJson(request, reply, describeVersion(world, found), { type });
    },
  });

  declareRoute(server, {
    method: "GET",
    url: "/v1/contracts/:subject/versions",
    role: "read",
    chapter: "contracts",
    summary: "The versions and drafts of a subject, from the lowest number to the highest",
    params: inSubject,
    query: listQuery,
    answers: {
      200: { says: "All of them.", types: { "application/json": versionList } },
      304: { says: "The client has it." },
    },
    refusals: { 400: ["SUBJECT_NAME"], 404: ["SUBJECT_NOT_FOUND"] },
    handler: ({ params, query, request, reply, type }) => {
      const found = findSubject(registry.state, params.subject, query);
      const versions = numbersOf(found, query).map((each) =>
        describeVersion(
          world,
          findVersion(registry.state, found.name, { by: "number", number: each.number }, query),
        ),
      );
      return sendJson(request, reply, { subject: found.name, versions }, { type });
    },
  });

  declareRoute(server, {
    method: "GET",
    url: "/v1/contracts/:subject/versions/:number",
    role: "read",
    chapter: "contracts",
    summary: "A version, described; or its schema, with `view`",
    params: ofVersion,
    query: versionQuery,
    answers: {
      200: {
        says: "The version, or its schema.",
        types: { "application/json": { anyOf: [versionSchema, {}] }, "application/schema+json": {} },
        headers: { ETag: "Of the bytes, strong." },
      },
      304: { says: "The client has it." },
    },
    refusals,
    handler: async ({ params, query: { view, deleted: also }, request, reply, type }) => {
      const found = findVersion(registry.state, params.subject, params.number, { deleted: also });
      if (view === undefined)
        return sendJson(request, reply, describeVersion(world, found), { type: "application/json" });
      // What `latest` leads to changes, and so does a draft; and an integer is given again once its version is deleted for
      // good, with the number that is made of it where there is no other.
      const isFixed =
        params.number.by === "number" && found.subject.isContract && found.version !== undefined;
      const accepted = request.headers.accept === undefined ? "application/schema+json" : type;
      return sendPrepared(request, reply, await viewOf(found, view), {
        type: accepted,
        lasting: isFixed ? "immutable" : "revalidate",
      });
    },
  });
}

const described = {
  200: { says: "The version.", types: { "application/json": versionSchema } },
  304: { says: "The client has it." },
};

const versionList = {
  type: "object",
  required: ["subject", "versions"],
  additionalProperties: false,
  properties: { subject: { type: "string" }, versions: { type: "array", items: versionSchema } },
} as const;
