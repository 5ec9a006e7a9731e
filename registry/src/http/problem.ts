import { type ConcordatError, isConcordatError } from "@concordat/errors";
import { registryErrors } from "../errors.ts";

/** An error as RFC 9457 has it, with our members beside. */
export type Problem = {
  readonly type: string;
  readonly title: string;
  readonly status: number;
  readonly code: string;
  readonly detail: string;
  readonly hint: string;
  /** Existing paths that may have been meant. */
  readonly meant?: readonly string[];
  /** Everything that is wrong, where more than one thing can be. */
  readonly findings?: readonly unknown[];
};

export const problemType = "application/problem+json";

/** A stranger's error never shows its words to a client. */
export function problemOf(error: unknown): Problem {
  const known = knownError(error);
  const { code, message, hint, params } = known;
  const { meant, findings } = params;
  return {
    type: `https://schemas.concordat.example/errors/${code}`,
    title: titleOf(code),
    status: statusOf(known),
    code,
    detail: message,
    hint,
    ...(Array.isArray(meant) && meant.length > 0 && { meant }),
    ...(Array.isArray(findings) && findings.length > 0 && { findings }),
  };
}

const statusByCode: Readonly<Record<string, number>> = {
  AUTH_REQUIRED: 401,
  AUTH_REFUSED: 401,
  ROLE_MISSING: 403,
  ORIGIN_FOREIGN: 403,
  RATE_LIMIT: 429,
  NOT_FOUND: 404,
  METHOD_NOT_ALLOWED: 405,
  NOT_ACCEPTABLE: 406,
  REQUEST_TIMEOUT: 408,
  URI_TOO_LONG: 414,
  LIMIT_HEADER_BYTES: 431,
  LIMIT_TIME: 422,
  LIMIT_MEMORY: 422,
  SANDBOX_BUSY: 503,
  SANDBOX_CLOSED: 503,
};

function statusOf({ code, kind }: ConcordatError): number {
  if (kind === "conflict") return statusByCode[code] ?? 409;
  return statusByCode[code] ?? (kind === "fault" ? 500 : 400);
}

/** Fastify refuses some requests before a route is reached; those are the client's, everything else is ours. */
function knownError(error: unknown): ConcordatError {
  if (isConcordatError(error)) return error;
  const code = error instanceof Error ? (error as { code?: unknown }).code : undefined;
  const cause = { cause: error };
  return code === "FST_ERR_BAD_URL"
    ? registryErrors.BAD_URL(undefined, cause)
    : registryErrors.SERVER_FAULT(undefined, cause);
}

/** `BAD_URL` as "Bad URL". */
function titleOf(code: string): string {
  const words = code
    .toLowerCase()
    .replaceAll("_", " ")
    .replace(/\b(http|ur[il])\b/g, (word) => word.toUpperCase());
  return words.slice(0, 1).toUpperCase() + words.slice(1);
}
