import type { JsonObject } from "@concordat/json";

const text = (description: string): JsonObject => ({ type: "string", description });

/** What `http/refuse.ts` sends, as JSON Schema. */
export const problemSchema: JsonObject = {
  type: "object",
  description: "Why a request was refused (RFC 9457).",
  required: ["type", "title", "status", "code", "detail", "hint", "docs", "instance", "requestId"],
  additionalProperties: false,
  properties: {
    type: { type: "string", format: "uri", description: "Names the kind of problem, as `code` does." },
    title: text("The kind of problem in a few words."),
    status: { type: "integer", minimum: 400, maximum: 599 },
    code: { type: "string", pattern: "^[A-Z][A-Z0-9_]*$", description: "Stable; programs match it." },
    detail: text("What happened, with the names involved."),
    hint: text("What to do about it now."),
    docs: text("Where the code is explained."),
    instance: text("The URL that was asked for."),
    requestId: text("The same as in the header X-Request-Id, and in the log."),
    pointer: text("JSON Pointer to the place in the body."),
    at: {
      type: "object",
      description: "The same place in the body's text; line and column count from 1, the offset from 0.",
      required: ["line", "column", "offset"],
      additionalProperties: false,
      properties: { line: { type: "integer" }, column: { type: "integer" }, offset: { type: "integer" } },
    },
    meant: {
      type: "array",
      items: { type: "string" },
      description: "Existing paths that may have been meant.",
    },
    findings: {
      type: "array",
      description: "Everything that is wrong, where more than one thing can be.",
      items: {
        type: "object",
        required: ["code", "message"],
        properties: { code: { type: "string" }, pointer: { type: "string" }, message: { type: "string" } },
      },
    },
  },
};
