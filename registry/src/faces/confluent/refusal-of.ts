import { isConcordatError } from "@concordat/errors";
import type { JudgedVersion } from "../../core/errors.ts";
import { contextScope, parseSubjectName } from "../../core/subject-name.ts";
import { problemOf } from "../../http/problem.ts";
import { incompatibilityMessages } from "./messages.ts";
import { Refusal, refusals } from "./refusal.ts";

type Params = Readonly<Record<string, unknown>>;

/** Whatever was thrown, in the words of this API. A stranger's error never shows its own. */
export function refusalOf(error: unknown): Refusal {
  if (error instanceof Refusal) return error;
  if (isConcordatError(error)) {
    const known = byCode.get(error.code);
    if (known !== undefined) return known(error.params as Params, error.message);
    if (isAboutSchema(error.code)) return invalidSchema(error.message);
  }
  const known = byFastifyCode.get(codeOf(error));
  if (known !== undefined) return known();
  const { status, detail } = problemOf(error);
  if (status === 500) return refusals.fault();
  return new Refusal(status, status, detail);
}

export function invalidSchema(details: string): Refusal {
  return refusals.invalidSchema(`Invalid schema of type JSON, details: ${details}`);
}

const byCode = new Map<string, (params: Params, message: string) => Refusal>([
  ["NOT_FOUND", () => refusals.notFound()],
  ["METHOD_NOT_ALLOWED", () => refusals.methodNotAllowed()],
  ["NOT_ACCEPTABLE", () => refusals.notAcceptable()],
  ["URI_TOO_LONG", () => refusals.uriTooLong()],
  ["AUTH_REQUIRED", (_, message) => refusals.unauthorized(message)],
  ["AUTH_REFUSED", (_, message) => refusals.unauthorized(message)],
  ["ROLE_MISSING", (_, message) => refusals.forbidden(message)],
  ["ORIGIN_FOREIGN", (_, message) => refusals.forbidden(message)],
  ["SUBJECT_NAME", ({ subject }) => refusals.invalidSubject(String(subject))],
  ["SUBJECT_NOT_FOUND", ({ subject }) => refusals.subjectNotFound(String(subject))],
  ["SUBJECT_DELETED", ({ subject }) => refusals.subjectDeleted(String(subject))],
  ["SUBJECT_NOT_DELETED", ({ subject }) => refusals.subjectNotDeleted(String(subject))],
  ["VERSION_NOT_FOUND", ({ version }) => refusals.versionNotFound(String(version))],
  ["VERSION_DELETED", ({ subject, version }) => refusals.versionDeleted(String(subject), Number(version))],
  [
    "VERSION_NOT_DELETED",
    ({ subject, version }) => refusals.versionNotDeleted(String(subject), Number(version)),
  ],
  ["VERSION_CONFLICT", (_, message) => refusals.notPermitted(message)],
  ["VERSION_SKIPPED", () => refusals.invalidSchema("Version is not one more than previous version")],
  ["SCHEMA_NOT_FOUND", () => refusals.schemaNotFound()],
  [
    "SCHEMA_INCOMPATIBLE",
    ({ subject, policy, judged }) =>
      refusals.incompatible(
        String(subject),
        incompatibilityMessages(judged as readonly JudgedVersion[], String(policy)),
      ),
  ],
  ["SCHEMA_REFERENCED", ({ subject, version }) => refusals.referenced(String(subject), Number(version))],
  [
    "SCHEMA_REF_UNKNOWN",
    ({ subject, version }) =>
      invalidSchema(`No schema reference found for subject "${subject}" and version ${version}`),
  ],
  ["MODE_FORBIDS", forbiddenByMode],
  ["MODE_NOT_EMPTY", () => refusals.notPermitted("Cannot import since found existing subjects")],
  [
    "ID_CONFLICT",
    ({ id, context }) =>
      refusals.notPermitted(
        `Overwrite new schema with id ${id} in context ${contextScope(String(context)) ?? ""} is not permitted.`,
      ),
  ],
  ["ID_NOT_ALLOWED", ({ subject }) => refusals.notPermitted(isNot(String(subject), "import"))],
  ["CONTEXT_NOT_EMPTY", ({ context }) => refusals.contextNotEmpty(String(context))],
  ["LIMIT_BYTES", () => refusals.tooLarge()],
  ["LIMIT_BODY_BYTES", () => refusals.tooLarge()],
  ["STORE_UNAVAILABLE", () => refusals.storeFailed("Error in the backend data store")],
  ["STORE_FULL", () => refusals.storeFailed("The backend data store has no room left")],
  ["REGISTRY_CLOSING", (_, message) => refusals.timedOut(message)],
  ["SUBJECT_CONTENDED", () => refusals.timedOut("Register operation timed out")],
]);

/** What is refused before a route is reached. */
const byFastifyCode = new Map<unknown, () => Refusal>([
  ["FST_ERR_CTP_BODY_TOO_LARGE", refusals.tooLarge],
  ["FST_ERR_CTP_INVALID_MEDIA_TYPE", refusals.unsupportedMediaType],
  [
    "FST_ERR_CTP_INVALID_CONTENT_LENGTH",
    () => refusals.badRequest("Content-Length is not the length of the body"),
  ],
]);

function forbiddenByMode({ subject, mode }: Params): Refusal {
  if (mode === "IMPORT") return refusals.notPermitted(isNot(String(subject), "read-write"));
  const { context } = parseSubjectName(String(subject));
  return refusals.notPermitted(
    `Subject ${subject} in context ${contextScope(context) ?? ""} is in read-only mode`,
  );
}

function isNot(subject: string, mode: string): string {
  const { context } = parseSubjectName(subject);
  return `Subject ${subject} in context ${contextScope(context) ?? ""} is not in ${mode} mode`;
}

/** The body was read before, so what these say is said of the schema that stands in it. */
function isAboutSchema(code: string): boolean {
  return /^(JSON|SCHEMA|LIMIT)_/.test(code) && !code.startsWith("LIMIT_HEADER");
}

function codeOf(error: unknown): unknown {
  return error instanceof Error ? (error as { readonly code?: unknown }).code : undefined;
}
