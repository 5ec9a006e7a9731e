import { type ConcordatError, isConcordatError } from "@concordat/errors";
import type { JudgedVersion } from "../core/errors.ts";
import { registryErrors } from "../errors.ts";
import { statusOf } from "./statuses.ts";
import { verdictJson } from "./verdict-json.ts";

/** An error as RFC 9457 has it, with our members beside. */
export type Problem = {
  readonly type: string;
  readonly title: string;
  readonly status: number;
  readonly code: string;
  readonly detail: string;
  readonly hint: string;
  /** Where the code is explained, on this server. */
  readonly docs: string;
  /** JSON Pointer into the body. */
  readonly pointer?: string;
  /** The same place in the text of the body; line and column count from 1. */
  readonly at?: { readonly line: number; readonly column: number; readonly offset: number };
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
  return {
    type: `https://schemas.concordat.example/errors/${code}`,
    title: titleOf(code),
    status: statusOf(known),
    code,
    detail: message,
    hint,
    docs: typeof params.docs === "string" ? params.docs : `/errors/${code}`,
    ...placeOf(params),
    ...listOf("meant", params),
    ...listOf("findings", "judged" in params ? { findings: findingsOf(params.judged) } : params),
  };
}

function placeOf({ pointer, line, column, offset }: Readonly<Record<string, unknown>>) {
  return {
    ...(typeof pointer === "string" && { pointer }),
    ...(typeof line === "number" &&
      typeof column === "number" &&
      typeof offset === "number" && { at: { line, column, offset } }),
  };
}

function listOf(name: "meant" | "findings", params: Readonly<Record<string, unknown>>) {
  const list = params[name];
  return Array.isArray(list) && list.length > 0 ? { [name]: list as readonly string[] } : {};
}

/** What the judge said about each version that a candidate breaks with. */
function findingsOf(judged: unknown): readonly unknown[] {
  return (judged as readonly JudgedVersion[]).flatMap(({ subject, number, direction, verdict }) => {
    const place = { subject, number, direction };
    const told = verdictJson(verdict);
    const { findings = [{ code: told.reason, message: told.message }] } = told;
    return (findings as readonly object[]).map((finding) => ({ ...finding, ...place }));
  });
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
    .replace(/\b(http|json|ur[il])\b/g, (word) => word.toUpperCase());
  return words.slice(0, 1).toUpperCase() + words.slice(1);
}
