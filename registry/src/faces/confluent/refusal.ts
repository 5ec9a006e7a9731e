/**
 * What this API answers where it does not do what was asked: its own numbers and its own words, since programs compare
 * the one and people search for the other. They are not ours to choose, so they are not in our table of errors.
 */
export class Refusal extends Error {
  override readonly name = "Refusal";
  readonly status: number;
  readonly code: number;

  constructor(status: number, code: number, message: string) {
    super(message);
    this.status = status;
    this.code = code;
  }
}

/** By the number that programs see; its first three digits are the HTTP status, as in all newer ones. */
function numbered(code: number, message: string): Refusal {
  return new Refusal(code < 1000 ? code : Math.trunc(code / 100), code, message);
}

export const refusals = {
  badRequest: (message: string) => numbered(400, message),
  unauthorized: (message: string) => numbered(401, message),
  forbidden: (message: string) => numbered(403, message),
  notFound: () => numbered(404, "HTTP 404 Not Found"),
  methodNotAllowed: () => numbered(405, "HTTP 405 Method Not Allowed"),
  notAcceptable: () => numbered(406, "HTTP 406 Not Acceptable"),
  uriTooLong: () => numbered(414, "HTTP 414 Request-URI Too Long"),
  unsupportedMediaType: () => numbered(415, "HTTP 415 Unsupported Media Type"),
  emptyBody: () => numbered(422, "must not be null"),
  subjectNotFound: (subject: string) => numbered(40401, `Subject '${subject}' not found.`),
  versionNotFound: (version: string) => numbered(40402, `Version ${version} not found.`),
  schemaNotFound: (what?: string) =>
    numbered(40403, what === undefined ? "Schema not found" : `Schema ${what} not found`),
  subjectDeleted: (subject: string) =>
    numbered(40404, `Subject '${subject}' was soft deleted.Set permanent=true to delete permanently`),
  subjectNotDeleted: (subject: string) =>
    numbered(40405, `Subject '${subject}' was not deleted first before being permanently deleted`),
  versionDeleted: (subject: string, version: number) =>
    numbered(
      40406,
      `Subject '${subject}' Version ${version} was soft deleted.Set permanent=true to delete permanently`,
    ),
  versionNotDeleted: (subject: string, version: number) =>
    numbered(
      40407,
      `Subject '${subject}' Version ${version} was not deleted first before being permanently deleted`,
    ),
  noConfig: (subject: string) =>
    numbered(40408, `Subject '${subject}' does not have subject-level compatibility configured`),
  noMode: (subject: string) =>
    numbered(40409, `Subject '${subject}' does not have subject-level mode configured`),
  /** 409 and not 40901, which only the newest servers send: clients that tell it from others know this one. */
  incompatible: (subject: string, details: readonly string[]) =>
    numbered(
      409,
      `Schema being registered is incompatible with an earlier schema for subject "${subject}", details: [${details.join(", ")}]`,
    ),
  invalidSchema: (details: string) => numbered(42201, details),
  invalidVersion: (version: string) =>
    numbered(
      42202,
      `The specified version '${version}' is not a valid version id. Allowed values are between [1, 2^31-1] and the string "latest"`,
    ),
  invalidLevel: () =>
    numbered(
      42203,
      "Invalid compatibility level. Valid values are none, backward, forward, full, backward_transitive, forward_transitive, and full_transitive",
    ),
  invalidPolicy: () => numbered(42203, "Invalid compatibility policy. Valid values are strict and lenient"),
  invalidMode: () =>
    numbered(42204, "Invalid mode. Valid values are READWRITE, READONLY, READONLY_OVERRIDE and IMPORT."),
  notPermitted: (why: string) => numbered(42205, why),
  referenced: (subject: string, version: number) =>
    numbered(
      42206,
      `One or more references exist to the schema {magic=1,keytype=SCHEMA,subject=${subject},version=${version}}.`,
    ),
  invalidSubject: (subject: string) => numbered(42208, `The specified subject '${subject}' is not a valid.`),
  tooLarge: () => numbered(42209, "Register operation failed because schema is too large"),
  invalidRules: (why: string) => numbered(42210, why),
  contextNotEmpty: (context: string) => numbered(42211, `The specified context '${context}' is not empty.`),
  storeFailed: (why: string) => numbered(50001, why),
  timedOut: (why: string) => numbered(50002, why),
  fault: () => numbered(500, "Internal Server Error"),
} as const;
