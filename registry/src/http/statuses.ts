import type { ConcordatError, ErrorKind } from "@concordat/errors";

/** What each code is in HTTP, where its kind does not say it already. */
const statusByCode: Readonly<Record<string, number>> = {
  AUTH_REQUIRED: 401,
  AUTH_REFUSED: 401,
  ROLE_MISSING: 403,
  PUSH_PROMISE: 403,
  ORIGIN_FOREIGN: 403,
  NOT_FOUND: 404,
  TOKEN_UNKNOWN: 404,
  SUBJECT_NOT_FOUND: 404,
  VERSION_NOT_FOUND: 404,
  SCHEMA_NOT_FOUND: 404,
  SCHEMA_DELETED: 404,
  METHOD_NOT_ALLOWED: 405,
  NOT_ACCEPTABLE: 406,
  REQUEST_TIMEOUT: 408,
  LIMIT_BODY_BYTES: 413,
  LIMIT_BYTES: 413,
  LIMIT_EVENT_BYTES: 413,
  LIMIT_BATCH: 413,
  CE_NOT_A_BATCH: 400,
  CE_CONTENT_TYPE: 400,
  URI_TOO_LONG: 414,
  MEDIA_TYPE: 415,
  MEDIA_CHARSET: 415,
  MEDIA_ENCODING: 415,
  LIMIT_HEADER_BYTES: 431,
  LIMIT_HEADERS: 431,
  RATE_LIMIT: 429,
  PRECONDITION_FAILED: 412,
  // Well-formed, and not to be done.
  LIMIT_DEPTH: 422,
  JSON_UNSAFE_INTEGER: 422,
  CONTRACT_ID: 422,
  VERSION_INVALID: 422,
  SUBJECT_NAME: 422,
  SCHEMA_REF_FORBIDDEN: 422,
  COMPAT_LEVEL: 422,
  IDEMPOTENCY_MISMATCH: 422,
  LIMIT_TIME: 422,
  LIMIT_MEMORY: 422,
};

/** Families whose members all judge what a well-formed request carries. */
const judgement = /^(SCHEMA|LINT|CONTRACT|LIMIT|CE|DATA|WRITER_VIEW)_/;

const statusByKind: Readonly<Record<ErrorKind, number>> = {
  usage: 400,
  input: 400,
  network: 503,
  auth: 401,
  conflict: 409,
  fault: 500,
};

export function statusOf({ code, kind, params }: Pick<ConcordatError, "code" | "kind" | "params">): number {
  // No subject at all could be looked up by such a URL; to register under it is well-formed, and not to be done.
  if (code === "SUBJECT_NAME" && params.stands === "in the path") return 400;
  return statusByCode[code] ?? (kind === "input" && judgement.test(code) ? 422 : statusByKind[kind]);
}
