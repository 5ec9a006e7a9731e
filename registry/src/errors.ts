import { ConcordatError, defineErrors } from "@concordat/errors";

export class RegistryError extends ConcordatError {}

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

  // Who may do what
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
  // Settings
  PROJECT_UNUSABLE: {
    message: (p: { folder: string }) => `the settings of the project in ${p.folder} cannot be used`,
    hint: "mend what is told above, or name another folder with --project; --empty starts without a catalogue",
  },
  SETTING_INVALID: {
    message: (p: { place: string; setting: string; value: string; expected: string }) =>
      `${p.place} ${p.value === "" ? "" : `is ${p.value}, and `}has to be ${p.expected}`,
    hint: (p) => `mend it, or leave ${p.setting} out; \`concordat registry --print-config\` shows what holds`,
    kind: "usage",
  },
  SETTING_UNKNOWN: {
    message: (p: { name: string; place: string; meant: string }) =>
      `${p.place} has "${p.name}", and there is no such setting${p.meant}`,
    hint: "mend the name, or remove it; docs/reference/registry-settings.md lists all settings",
    kind: "usage",
  },
  SETTINGS_CONFLICT: {
    message: (p: { one: string; other: string }) =>
      `${p.one} and ${p.other} name two stores, and there is one`,
    hint: "leave one of them out",
    kind: "usage",
  },
  SETTINGS_FILE: {
    message: (p: { file: string; problem: string }) => `the settings file ${p.file} ${p.problem}`,
    hint: "write one JSON object with settings as its members; docs/reference/registry-settings.md lists them",
    kind: "usage",
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
