import { batchType, structuredType } from "@concordat/cloudevents";
import type { JsonObject } from "@concordat/json";
import type { AnswerSpec } from "../../http/declare-route.ts";
import { views } from "./verdict.ts";

/** What the OpenAPI document says of this route. */
export const says = `One CloudEvent, structured or by \`ce-…\` headers with any content type, is answered with 200 where it is valid and with
a problem that holds all findings where it is not. A batch is answered with one verdict an event. A stream of lines may have any length:
a verdict goes out for each line while lines come in, and a summary at the end; whoever sends much reads meanwhile, or asks for \`only=invalid\`.
Other formats are recognised, or named by \`format\`.`;

const event: JsonObject = { type: "object", description: "An event in any of the formats." };

export const bodyTypes: Readonly<Record<string, JsonObject>> = {
  [structuredType]: event,
  [batchType]: { type: "array", items: event, maxItems: 1000 },
  "application/json": { description: "An event in any of the formats, or a list of them." },
  "application/x-ndjson": { type: "string", description: "One event a line." },
  "application/octet-stream": {
    type: "string",
    description: "Bytes as a serializer of Confluent Schema Registry writes them.",
  },
};

const finding: JsonObject = {
  type: "object",
  required: ["code", "severity", "pointer", "message", "hint"],
  additionalProperties: false,
  properties: {
    code: { type: "string" },
    severity: { enum: ["error", "warning"] },
    pointer: { type: "string", description: "JSON Pointer into what was sent." },
    message: { type: "string" },
    hint: { type: "string" },
    at: {
      type: "object",
      description: "Where the text is no JSON.",
      required: ["line", "column", "offset"],
      properties: { line: { type: "integer" }, column: { type: "integer" }, offset: { type: "integer" } },
    },
    rule: { type: "string", description: "What the data breaks: `required`, `type`, `unknown-member`, …" },
    schema: { type: "string", description: "Where that stands in the contract." },
    expected: { type: "string" },
    suggestion: { type: "string" },
    meant: { type: "array", items: { type: "string" } },
  },
};

const members: JsonObject = {
  valid: { type: "boolean" },
  format: { type: "string" },
  contract: { type: "string", description: "What the data was judged by." },
  version: { type: "string" },
  view: { enum: views },
  deprecation: {
    type: "object",
    properties: { since: { type: "string" }, sunset: { type: "string" } },
  },
  findings: { type: "array", maxItems: 20, items: finding },
  more: { type: "integer", description: "How many findings there are besides." },
};

const verdict: JsonObject = {
  type: "object",
  required: ["valid", "view"],
  additionalProperties: false,
  properties: members,
};

const batch: JsonObject = {
  type: "object",
  required: ["total", "valid", "invalid", "duplicates", "verdicts"],
  additionalProperties: false,
  properties: {
    total: { type: "integer" },
    valid: { type: "integer" },
    invalid: { type: "integer" },
    duplicates: {
      type: "array",
      description: "Events whose source and id stood in the batch before.",
      items: {
        type: "object",
        required: ["index", "first", "id"],
        properties: { index: { type: "integer" }, first: { type: "integer" }, id: { type: "string" } },
      },
    },
    verdicts: {
      type: "array",
      items: {
        type: "object",
        required: ["index", "valid", "view"],
        additionalProperties: false,
        properties: { index: { type: "integer" }, id: { type: "string" }, ...members },
      },
    },
  },
};

export const answers: Readonly<Record<number, AnswerSpec>> = {
  200: {
    says: "The event is valid; or the verdicts on a batch or a stream, valid or not.",
    types: {
      "application/json": { anyOf: [verdict, batch] },
      "application/x-ndjson": { type: "string", description: "One verdict a line, and a summary." },
    },
    headers: {
      deprecation: "Since when the version is deprecated (RFC 9745).",
      sunset: "From when on it is not to be used at all (RFC 8594).",
    },
  },
};

/** Of a single event; in batches and streams they are findings. */
export const refusals: Readonly<Record<number, readonly string[]>> = {
  400: ["CE_MISSING_ATTR", "CE_NOT_AN_EVENT", "CE_NOT_A_BATCH", "CE_SPECVERSION", "UNKNOWN_FORMAT"],
  408: ["REQUEST_TIMEOUT"],
  413: ["LIMIT_EVENT_BYTES", "LIMIT_BATCH"],
  422: [
    "DATA_INVALID",
    "DATA_KEY_FORBIDDEN",
    "CE_TYPE_UNKNOWN",
    "CE_DATASCHEMA",
    "CONTRACT_RETIRED",
    "SCHEMA_REGEX_UNSUPPORTED",
    "LIMIT_TIME",
    "LIMIT_MEMORY",
  ],
  503: ["SANDBOX_BUSY", "SANDBOX_CLOSED"],
};
