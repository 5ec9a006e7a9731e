import { defineErrors } from "@concordat/errors";
import { RegistryError } from "../registry-error.ts";

/** Who may do what. */
export const accessErrors = defineErrors(RegistryError, {
  AUTH_REQUIRED: {
    message: (p: { needed: string }) =>
      `this needs the role ${p.needed}, and the request does not say who it is from`,
    hint: "send a token as `Authorization: Bearer TOKEN`, or as the password of basic auth",
    kind: "auth",
  },
  AUTH_REFUSED: {
    message: (p: { reason: "malformed" | "unknown" | "expired" | "revoked" }) => refusedCredentials[p.reason],
    hint: "send a token that is valid, as `Authorization: Bearer TOKEN` or as the password of basic auth",
    kind: "auth",
  },
  ROLE_MISSING: {
    message: (p: { actor: string; role: string; needed: string }) =>
      `this needs the role ${p.needed}, and ${p.actor} has the role ${p.role}`,
    hint: (p) => `use a token with the role ${p.needed}; an admin makes one with POST /v1/tokens`,
    kind: "auth",
  },
  ORIGIN_FOREIGN: {
    message: (p: { origin: string }) => `a page of ${p.origin} may not change anything here`,
    hint: "send the request from a program, or from a page of this registry; behind a proxy set CONCORDAT_PUBLIC_URL to the address that people see",
    kind: "auth",
  },
  ROUTE_WITHOUT_ROLE: {
    message: (p: { method: string; url: string }) =>
      `the route ${p.method} ${p.url} does not say whom it serves`,
    hint: 'give it `config: { role: "read" }`, or write, admin, public',
    kind: "fault",
  },
  TOKEN_UNKNOWN: {
    message: (p: { token: string }) => `there is no token ${JSON.stringify(p.token)}`,
    hint: "name a token by the id that the list of tokens has, never by its secret",
  },
  TOKEN_NAME: {
    message: (p: { name: string; trouble: string }) =>
      `a token cannot be called ${JSON.stringify(p.name)}, which ${p.trouble}`,
    hint: "call it after who or what it is for, as `billing service`",
  },
  TOKEN_EXPIRY: {
    message: (p: { value: string }) => `a token cannot expire at ${JSON.stringify(p.value)}`,
    hint: "name a moment to come, as 2027-06-30T00:00:00Z, or a number of days, as 90d",
  },
  RATE_LIMIT: {
    message: (p: { actor: string; kind: "reads" | "writes"; limit: number }) =>
      `${p.actor} has made more than ${p.limit} ${p.kind} a second`,
    hint: "wait for the seconds that Retry-After names, and send less at once",
    kind: "network",
    retry: "later",
  },
  OPEN_TO_EVERYBODY: {
    message: (p: { host: string; anonymous: string }) =>
      `on ${p.host} others than this machine would have the role ${p.anonymous} without saying who they are`,
    hint: "let anonymous callers read at most (--anonymous read) and set CONCORDAT_ADMIN_TOKEN, or say that it is meant with --insecure",
    kind: "usage",
  },
  AUTH_NOT_SET_UP: {
    message: (p: { host: string }) =>
      `on ${p.host} nobody could do anything: there is no token, and anonymous callers have no role`,
    hint: "set CONCORDAT_ADMIN_TOKEN to a long random secret (`openssl rand -base64 32`), or run `concordat registry token create --name NAME --role admin` first; --insecure opens everything to everybody",
    kind: "usage",
  },
  ADMIN_TOKEN_WEAK: {
    message: (p: { trouble: string }) => `the admin token of the settings ${p.trouble}`,
    hint: "set CONCORDAT_ADMIN_TOKEN to a long random secret, as `openssl rand -base64 32` prints",
    kind: "usage",
  },
});

const refusedCredentials = {
  malformed: "the Authorization header holds neither a bearer token nor a user and a password",
  unknown: "the token is not one of this registry",
  expired: "the token has expired",
  revoked: "the token was revoked",
} as const;
