import type { JsonObject } from "@concordat/json";
import type { AcceptedPair } from "./accepted-pair.ts";

/** What a project sends: all versions that it wants to be there, and what it says besides. */
export type PushRequest = {
  readonly project: {
    /** What every `$id` begins with. */
    readonly base: string;
    /** As in the project's settings. */
    readonly compatibility?: JsonObject;
    /** Channels, operations and messages; see `CatalogueModel`. */
    readonly model?: JsonObject;
    readonly accepted?: readonly AcceptedPair[];
  };
  readonly versions: readonly PushedVersion[];
};

export type PushedVersion = {
  /** `commerce/order/placed` */
  readonly contract: string;
  readonly number: string;
  /** May still change; default: it is frozen. */
  readonly draft?: boolean;
  /** The file, byte for byte. */
  readonly text: string;
  readonly file?: string;
};

const text = { type: "string" } as const;
const names = { type: "array", items: text } as const;
const said = { tags: { type: "array" }, bindings: { type: "object" }, extensions: { type: "object" } };

/** As far as anything here reads it. What it says beside that is handed on as it came. */
function listOf(properties: JsonObject, required: readonly string[]): JsonObject {
  return {
    type: "array",
    items: {
      type: "object",
      required: [...required, ...Object.keys(said)],
      properties: { ...properties, ...said },
    },
  };
}

const modelSchema: JsonObject = {
  type: "object",
  required: ["modelVersion", "info", "base", "contracts", "servers", "channels", "operations", "messages"],
  additionalProperties: false,
  properties: {
    modelVersion: { const: 1 },
    info: {
      type: "object",
      required: ["title", "version", "asyncapi", "tags"],
      properties: { title: text, version: text, asyncapi: text, tags: { type: "array" } },
    },
    base: text,
    contracts: {
      description: "Empty: the contracts are what is pushed beside it.",
      type: "array",
      maxItems: 0,
    },
    servers: listOf({ name: text, host: text, protocol: text, variables: { type: "object" } }, [
      "name",
      "host",
      "protocol",
      "variables",
    ]),
    channels: listOf(
      {
        name: text,
        address: { type: ["string", "null"] },
        parameters: { type: "array" },
        servers: names,
        messages: names,
      },
      ["name", "address", "parameters", "servers", "messages"],
    ),
    operations: listOf(
      { name: text, direction: { enum: ["send", "receive"] }, channel: text, messages: names },
      ["name", "direction", "channel", "messages"],
    ),
    messages: listOf(
      { name: text, contentType: text, payload: payload(), headers: payload(), examples: { type: "array" } },
      ["name", "contentType", "payload", "headers", "examples"],
    ),
  },
};

function payload(): JsonObject {
  return {
    type: "object",
    required: ["kind"],
    properties: { kind: { enum: ["contract", "schema", "foreign", "none"] }, contract: text, dialect: text },
    if: { properties: { kind: { const: "contract" } } },
    // biome-ignore lint/suspicious/noThenProperty: a keyword of JSON Schema.
    then: { required: ["contract"] },
  };
}

/** The body of `POST /v1/push`. */
export const pushRequestSchema: JsonObject = {
  type: "object",
  required: ["project", "versions"],
  additionalProperties: false,
  properties: {
    project: {
      description: "What the project says besides its contracts; it replaces what was pushed before.",
      type: "object",
      required: ["base"],
      additionalProperties: false,
      properties: {
        base: {
          description: "What every `$id` begins with.",
          type: "string",
          pattern: "^https?://[^?#]+$",
          maxLength: 256,
        },
        compatibility: { description: "As in concordat.config.json.", type: "object" },
        model: modelSchema,
        accepted: {
          description: "Breaks that the project lives with.",
          type: "array",
          items: {
            type: "object",
            required: ["contract", "rule", "before", "after", "reason"],
            additionalProperties: false,
            properties: {
              contract: text,
              rule: text,
              direction: { enum: ["backward", "forward"] },
              before: text,
              after: text,
              reason: text,
            },
          },
        },
      },
    },
    versions: {
      description: "Versions that are to be there. Others that are there already stay.",
      type: "array",
      items: {
        type: "object",
        required: ["contract", "number", "text"],
        additionalProperties: false,
        properties: {
          contract: { ...text, description: "`commerce/order/placed`" },
          number: { ...text, description: "`1.2.0`" },
          draft: { type: "boolean", description: "It may still change. Default: it is frozen." },
          text: { ...text, description: "The file, byte for byte." },
          file: { ...text, description: "Where it lies in the project.", maxLength: 512 },
        },
      },
    },
  },
};
