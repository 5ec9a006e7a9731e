import type { RouteDeclaration } from "../http/declare-route.ts";

type CodesByStatus = Readonly<Record<number, readonly string[]>>;

/** What a route refuses with, lowest status first: its own codes, and those that all routes of its kind have. */
export function refusalsOf({ role, body, refusals = {} }: RouteDeclaration): CodesByStatus {
  const groups = [
    ofEveryRoute,
    ...(role === "public" ? [] : [ofGuardedRoutes]),
    ...(body ? [ofBodies, ...("application/json" in body.types ? [ofFields] : [])] : []),
    refusals,
  ];
  const merged: Record<number, readonly string[]> = {};
  for (const group of groups)
    for (const [status, codes] of Object.entries(group))
      merged[Number(status)] = [...new Set([...(merged[Number(status)] ?? []), ...codes])];
  return merged;
}

const ofEveryRoute: CodesByStatus = {
  400: ["BAD_URL", "QUERY_INVALID", "QUERY_UNKNOWN"],
  405: ["METHOD_NOT_ALLOWED"],
  406: ["NOT_ACCEPTABLE"],
  414: ["URI_TOO_LONG"],
  431: ["LIMIT_HEADERS"],
  500: ["SERVER_FAULT"],
};

const ofGuardedRoutes: CodesByStatus = {
  401: ["AUTH_REQUIRED", "AUTH_REFUSED"],
  403: ["ORIGIN_FOREIGN", "ROLE_MISSING"],
};

const ofBodies: CodesByStatus = {
  400: [
    "BODY_INCOMPLETE",
    "JSON_DUPLICATE_KEY",
    "JSON_EMPTY",
    "JSON_ENCODING",
    "JSON_NUMBER_RANGE",
    "JSON_SURROGATE",
    "JSON_SYNTAX",
  ],
  413: ["LIMIT_BODY_BYTES"],
  415: ["MEDIA_CHARSET", "MEDIA_ENCODING", "MEDIA_TYPE"],
  422: ["JSON_UNSAFE_INTEGER", "LIMIT_DEPTH"],
};

const ofFields: CodesByStatus = { 400: ["FIELD_MISSING", "FIELD_TYPE", "FIELD_UNKNOWN", "FIELD_VALUE"] };
