import { defineErrors, didYouMean } from "@concordat/errors";
import { RegistryError } from "./registry-error.ts";

export { accessErrors } from "./auth/errors.ts";
export { coreErrors } from "./core/errors.ts";
export { pushErrors } from "./faces/push/errors.ts";
export { eventErrors } from "./faces/validate/errors.ts";

export { settingsErrors } from "./settings/errors.ts";

export { storeErrors } from "./store/errors.ts";

export { RegistryError };

/** What is wrong with a member of a JSON body, in the validator's words; `findings` are all that are wrong. */
type FieldTrouble = {
  readonly message: string;
  readonly expected: string;
  readonly pointer: string;
  readonly findings: readonly unknown[];
};

export const registryErrors = defineErrors(RegistryError, {
  NOT_FOUND: {
    message: (p: { path: string; meant: readonly string[] }) => `nothing stands at ${p.path}`,
    hint: (p) =>
      p.meant.length > 0
        ? `did you mean ${p.meant.join(" or ")}?`
        : "look it up in GET /v1/contracts, which lists everything there is",
  },
  NOT_ACCEPTABLE: {
    message: (p: { accept: string; offered: readonly string[] }) =>
      `the request accepts ${p.accept}, and this resource is ${p.offered.join(" or ")}`,
    hint: (p) => `send Accept: ${p.offered[0]}, or leave the header out`,
  },
  METHOD_NOT_ALLOWED: {
    message: (p: { method: string; allowed: readonly string[] }) =>
      `${p.method} is not for this resource, which has ${p.allowed.join(", ")}`,
    hint: (p) => `use ${p.allowed.join(" or ")}`,
  },
  BAD_URL: {
    message: "the URL is not percent-encoded UTF-8",
    hint: "encode each character outside of ASCII as the bytes of its UTF-8 form, and a percent sign as %25",
  },
  URI_TOO_LONG: {
    message: (p: { part: string; length: number; limit: number }) =>
      `the ${p.part} has ${p.length} characters, and the limit is ${p.limit}`,
    hint: (p) => `shorten the ${p.part} to at most ${p.limit} characters`,
  },
  QUERY_UNKNOWN: {
    message: (p: { name: string; meant: string }) => `there is no query parameter "${p.name}"${p.meant}`,
    hint: "remove the parameter, or mend its name",
  },
  QUERY_INVALID: {
    message: (p: { name: string; problem: string }) => `the query parameter "${p.name}" ${p.problem}`,
    hint: "mend the value, or leave the parameter out",
  },
  HTTP_SYNTAX: {
    message: "the request is not HTTP/1.1",
    hint: "check the request line, the headers and the length of the body; a proxy in between may have mangled them",
  },
  LIMIT_HEADER_BYTES: {
    message: (p: { limit: number }) => `the headers have more than ${p.limit} bytes`,
    hint: "send fewer or smaller headers; cookies are not needed here",
  },
  REQUEST_TIMEOUT: {
    message: (p: { seconds: number }) => `the request was not complete after ${p.seconds} seconds`,
    hint: "send the request in one go",
    kind: "network",
    retry: "later",
  },
  SERVER_FAULT: {
    message: "the registry failed to answer",
    hint: "try again; the server's log has the reason under this request's id",
    kind: "fault",
    retry: "later",
  },
  CATALOGUE_EMPTY: {
    message: (p: { folder: string }) => `${p.folder} holds no contract that can be read`,
    hint: "check the folder; `concordat lint` says what is wrong with its files",
  },
  PORT_TAKEN: {
    message: (p: { host: string; port: number }) =>
      `${p.host}:${p.port} is already served by another process`,
    hint: "stop that process, or choose another port, as in `PORT=8082 npm start`",
    kind: "conflict",
  },
  ADDRESS_UNUSABLE: {
    message: (p: { host: string; port: number; reason: string }) =>
      `${p.host}:${p.port} cannot be served: ${p.reason}`,
    hint: "set HOST to an address of this machine (127.0.0.1, or 0.0.0.0 for all), and PORT to 1024 or more",
    kind: "usage",
  },
  // What a request carries.
  MEDIA_TYPE: {
    message: (p: { found: string; accepted: readonly string[] }) =>
      `the content type is ${p.found}, and this resource takes ${p.accepted.join(" or ")}`,
    hint: (p) => `send the header Content-Type: ${p.accepted[0]}`,
  },
  MEDIA_CHARSET: {
    message: (p: { charset: string }) => `the body is said to be ${p.charset}, and only UTF-8 is read`,
    hint: "encode the body as UTF-8, and leave the charset out",
  },
  MEDIA_ENCODING: {
    message: (p: { encoding: string }) =>
      `the body is compressed as ${p.encoding}, and only plain bodies are read`,
    hint: "send the body without Content-Encoding",
  },
  LIMIT_BODY_BYTES: {
    message: (p: { bytes: number; limit: number }) =>
      `the body has ${p.bytes} bytes or more, and the limit is ${p.limit}`,
    hint: (p) => `send at most ${p.limit} bytes at once`,
  },
  BODY_INCOMPLETE: {
    message: (p: { bytes: number }) => `the body ended after ${p.bytes} bytes, before its announced end`,
    hint: "send the whole body; a proxy in between may have cut it off",
    kind: "input",
    retry: "later",
  },
  LIMIT_HEADERS: {
    message: (p: { count: number; limit: number }) =>
      `there are ${p.count} headers, and the limit is ${p.limit}`,
    hint: (p) => `send at most ${p.limit} headers`,
  },
  FIELD_UNKNOWN: {
    message: (p: FieldTrouble) => p.message,
    hint: "remove the member, or mend its name; the OpenAPI document at /openapi.json lists those that there are",
  },
  FIELD_MISSING: { message: (p: FieldTrouble) => p.message, hint: (p) => `send ${p.expected}` },
  FIELD_TYPE: {
    message: (p: FieldTrouble) => p.message,
    hint: (p) => `send ${p.expected}; nothing is converted`,
  },
  FIELD_VALUE: { message: (p: FieldTrouble) => p.message, hint: (p) => `send ${p.expected}` },
  CURSOR_INVALID: {
    message: "the cursor is none that this list has given out for this query",
    hint: "send the `next` of the page before, with the same filters; or leave the cursor out to begin anew",
  },
  PRECONDITION_FAILED: {
    message: (p: { expected: string; found: string }) =>
      `If-Match asks for ${p.expected}, and the resource is at ${p.found}`,
    hint: "read the resource again, see what has changed, and send its ETag",
    kind: "conflict",
  },

  // The native face.
  VERSION_NOT_FROZEN: {
    message: (p: { subject: string; number: string }) => `${p.number} of "${p.subject}" is a draft`,
    hint: "delete the draft, or register it as frozen first",
    kind: "conflict",
  },
  CONTRACT_REFUSED: {
    message: (p: { id: string }) => `lint refuses ${p.id}`,
    hint: "mend what the findings name; each has a page, which says why it is a rule",
  },
  SUBJECT_FOREIGN: {
    message: (p: { subject: string }) =>
      `"${p.subject}" was born on the Confluent face, which counts its versions`,
    hint: "register there, or as a contract under another name",
    kind: "conflict",
  },
  SCHEMA_DELETED: {
    message: (p: { subject: string; number: string }) => `version ${p.number} of "${p.subject}" is deleted`,
    hint: "ask with ?deleted=true while it is not deleted for good, or register it again",
  },
  COMPAT_LEVEL: {
    message: (p: { level: string; levels: readonly string[] }) =>
      `there is no compatibility level "${p.level}"${didYouMean(p.level, p.levels)}`,
    hint: (p) => `write one of ${p.levels.join(", ")}`,
  },
  IDEMPOTENCY_MISMATCH: {
    message: (p: { key: string }) => `the Idempotency-Key "${p.key}" came before, with another request`,
    hint: "choose a new key for a new request; the same key is for sending the same one again",
  },

  // What strangers sent is thought about in a sandbox.
  LIMIT_TIME: {
    message: (p: { work: string; milliseconds: number }) =>
      `what was sent needs more than ${p.milliseconds} ms to be worked through (${p.work})`,
    hint: "make the schema smaller or plainer, or send less at once",
  },
  LIMIT_MEMORY: {
    message: (p: { work: string; megabytes: number }) =>
      `what was sent needs more than ${p.megabytes} MB to be worked through (${p.work})`,
    hint: "make the schema smaller or plainer, or send less at once",
  },
  SANDBOX_BUSY: {
    message: (p: { waiting: number }) => `${p.waiting} jobs are waiting already`,
    hint: "try again in a second",
    kind: "network",
    retry: "later",
  },
  SANDBOX_CLOSED: {
    message: "the registry is shutting down",
    hint: "try again in a few seconds, or at another instance",
    kind: "network",
    retry: "later",
  },
  SANDBOX_FAULT: {
    message: "the registry failed to answer",
    hint: "try again; the server's log has the reason under this request's id",
    kind: "fault",
    retry: "later",
  },
});
