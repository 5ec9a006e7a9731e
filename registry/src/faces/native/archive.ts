import { Readable } from "node:stream";
import type { FastifyInstance } from "fastify";
import type { BodySpec } from "../../http/body.ts";
import { declareRoute } from "../../http/declare-route.ts";
import { mediaTypeOf } from "../../http/media-type.ts";
import { exportArchive } from "../../store/archive/export-archive.ts";
import { importArchive } from "../../store/archive/import-archive.ts";
import type { World } from "../../world.ts";
import { asWrite } from "./write.ts";

const archiveType = "application/x-ndjson";

/** `GET /v1/export` and `PUT /v1/import`: all that the registry has, as one file with a chain that can be checked. */
export function archiveFace(server: FastifyInstance, world: World): void {
  const { registry } = world;

  declareRoute(server, {
    method: "GET",
    url: "/v1/export",
    role: "admin",
    chapter: "administration",
    summary: "Everything that the registry has, as one file",
    says: "Hashes of tokens are in it, their secrets are not. Writers wait while it is read.",
    answers: {
      200: {
        says: "Contents, changes, and an end without which it was cut off.",
        types: { [archiveType]: {} },
      },
    },
    refusals: { 503: ["STORE_UNAVAILABLE"] },
    handler: ({ reply, type }) =>
      reply
        .header("content-type", type)
        .header("cache-control", "no-store")
        .header("content-disposition", 'attachment; filename="registry.ndjson"')
        .send(Readable.from(exportArchive(registry.store))),
  });

  declareRoute(server, {
    method: "PUT",
    url: "/v1/import",
    role: "admin",
    chapter: "administration",
    summary: "Fills an empty registry with what an export holds, all of it or nothing",
    says: "All of it is read and checked before anything is written. A registry is empty that was started with `--empty` and has never been written to.",
    body: archiveBody,
    answers: { 200: { says: "What is there now.", types: { "application/json": importedSchema } } },
    refusals: { 400: ["ARCHIVE_INVALID"], 409: ["STORE_NOT_EMPTY"], 503: ["STORE_UNAVAILABLE"] },
    handler: async ({ request, reply }) => {
      reply.header("cache-control", "no-store");
      const deed = { action: "import", target: "the registry" };
      try {
        return await asWrite(world, request, deed, async () => {
          const imported = await importArchive(registry.store, request.raw);
          await registry.catchUp();
          return imported;
        });
      } catch (error) {
        // What was not read would be taken for the next request.
        if (request.raw.complete === false) reply.header("connection", "close");
        throw error;
      }
    },
  });
}

/** As long as it is; its reader holds all of it, and only an administrator sends one. */
const archiveBody: BodySpec<never> = {
  types: { [archiveType]: {} },
  streamed: ({ headers }) => void mediaTypeOf(headers, [archiveType]),
  read: () => {
    throw new Error("an archive is read as it comes");
  },
};

const importedSchema = {
  type: "object",
  required: ["changes", "contents"],
  additionalProperties: false,
  properties: { changes: { type: "integer" }, contents: { type: "integer" } },
} as const;
