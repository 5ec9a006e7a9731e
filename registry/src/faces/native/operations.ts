import type { CatalogueModel } from "@concordat/contracts";
import type { JsonObject } from "@concordat/json";
import type { FastifyInstance } from "fastify";
import { declareRoute } from "../../http/declare-route.ts";
import { sendJson } from "../../http/send-json.ts";
import type { World } from "../../world.ts";
import { contractsAround, referencesIn } from "./around.ts";
import { findSubject } from "./find-version.ts";
import { subject } from "./parameters.ts";

const params = { subject };

type Model = Pick<CatalogueModel, "operations" | "messages" | "channels">;

/** `GET /v1/contracts/{subject}/operations`: who sends and who receives it, over which channel. */
export function operationsFace(server: FastifyInstance, { registry, snapshot }: World): void {
  declareRoute(server, {
    method: "GET",
    url: "/v1/contracts/:subject/operations",
    role: "read",
    chapter: "contracts",
    summary: "Who sends it and who receives it, by itself or as a part of something else",
    params,
    answers: {
      200: { says: "The operations, by name.", types: { "application/json": operationList } },
      304: { says: "The client has it." },
    },
    refusals: { 400: ["SUBJECT_NAME"], 404: ["SUBJECT_NOT_FOUND"] },
    handler: ({ params: asked, request, reply, type }) => {
      const { name } = findSubject(registry.state, asked.subject);
      const contract = name.replaceAll(".", "/");
      const carried = messagesWith(contract);
      const { operations, channels } = model();
      const told = operations
        .filter(({ messages }) => messages.some((message) => carried.has(message)))
        .map((operation): JsonObject => {
          const channel = channels.find((each) => each.name === operation.channel);
          const messages = operation.messages.filter((message) => carried.has(message));
          return {
            name: operation.name,
            direction: operation.direction,
            channel: operation.channel,
            address: channel?.address ?? null,
            messages: messages.map((message) => ({ name: message, ...carried.get(message) })),
          };
        });
      return sendJson(request, reply, { subject: name, operations: told }, { type });
    },
  });

  function model(): Model {
    // What was pushed as a model was held to its shape before it was logged.
    const { model: known } = registry.state.project ?? {};
    return (known as unknown as Model | undefined) ?? { operations: [], messages: [], channels: [] };
  }

  /** By message, the version of the contract that it carries, and whether it is a part of something else. */
  function messagesWith(contract: string): ReadonlyMap<string, JsonObject> {
    const { catalogue } = snapshot();
    const found = new Map<string, JsonObject>();
    for (const { name, payload } of model().messages) {
      const roots =
        payload.kind === "contract"
          ? [catalogue.byId(payload.contract)]
          : payload.kind === "schema"
            ? [...referencesIn(payload.schema)].map((ref) => catalogue.byUri(ref.replace(/#.*$/s, "")))
            : [];
      for (const root of roots) {
        if (root === undefined) continue;
        const parts = [root, ...contractsAround(root, catalogue)];
        const part = parts.find((each) => each.contract === contract);
        if (part !== undefined) found.set(name, { number: part.version, isPart: part !== root });
      }
    }
    return found;
  }
}

const operationList = {
  type: "object",
  required: ["subject", "operations"],
  additionalProperties: false,
  properties: {
    subject: { type: "string" },
    operations: {
      type: "array",
      items: {
        type: "object",
        required: ["name", "direction", "channel", "address", "messages"],
        additionalProperties: false,
        properties: {
          name: { type: "string" },
          direction: { enum: ["send", "receive"] },
          channel: { type: "string" },
          address: { type: ["string", "null"] },
          messages: {
            type: "array",
            items: {
              type: "object",
              required: ["name", "number", "isPart"],
              properties: {
                name: { type: "string" },
                number: { type: "string", description: "The version that the message carries." },
                isPart: { type: "boolean", description: "Whether it is a part of what the message is." },
              },
            },
          },
        },
      },
    },
  },
} as const;
