import { defineErrors } from "@concordat/errors";
import { RegistryError } from "../registry-error.ts";

/** What can be wrong with where a registry keeps what must survive. */
export const storeErrors = defineErrors(RegistryError, {
  STORE_UNAVAILABLE: {
    message: (p: { store: string; reason: string }) =>
      `the store (${p.store}) cannot be used right now: ${p.reason}`,
    hint: "see that the store runs and can be reached; what was just written may be there or not, so look before you repeat it",
    kind: "network",
    retry: "check-first",
  },
  STORE_FULL: {
    message: (p: { store: string }) => `the store (${p.store}) has no room left, and nothing was written`,
    hint: "make room on the disk that the store is on; look-ups go on as before",
    kind: "fault",
    retry: "later",
  },
  STORE_TOO_NEW: {
    message: (p: { store: string; version: number; known: number }) =>
      `the store (${p.store}) has layout ${p.version}, and this program knows those up to ${p.known}`,
    hint: "run the newer release of the registry that wrote the store; a store is never turned back",
    kind: "conflict",
  },
  STORE_NOT_WRITABLE: {
    message: (p: { store: string; reason: string }) =>
      `the store (${p.store}) cannot be written: ${p.reason}`,
    hint: "give the user that the registry runs as the right to write there, or name another place",
    kind: "usage",
  },
  STORE_ACCESS_DENIED: {
    message: (p: { store: string; reason: string }) =>
      `the store (${p.store}) does not let the registry in: ${p.reason}`,
    hint: "check user, password and database of DATABASE_URL, and what the user may do in that database",
    kind: "auth",
  },
  STORE_FOREIGN: {
    message: (p: { store: string; reason: string }) =>
      `${p.store} is not the store of a registry: ${p.reason}`,
    hint: "name a folder or a database of the registry's own; an empty one is set up by itself",
    kind: "usage",
  },
  STORE_DAMAGED: {
    message: (p: { store: string; reason: string }) => `the store (${p.store}) is damaged: ${p.reason}`,
    hint: "stop the registry, keep a copy of the store as it is, and import the last archive into an empty one",
    kind: "fault",
  },
  STORE_REWOUND: {
    message: (p: { store: string; seen: number }) =>
      `the store (${p.store}) no longer has change ${p.seen}, which this process has seen in it`,
    hint: "an older copy was put in its place; restart every registry that uses it, so that they read it anew",
    kind: "conflict",
  },
  STORE_OUT_OF_SEQUENCE: {
    message: (p: { expected: number; found: number }) =>
      `change ${p.expected} comes next in the log, and the one to be written is numbered ${p.found}`,
    hint: "report this with the log's lines before it; nothing was written",
    kind: "fault",
  },
  STORE_NOT_EMPTY: {
    message: (p: { store: string; changes: number }) =>
      `an archive goes into an empty store only, and ${p.store} has ${p.changes} changes`,
    hint: "import into a new folder or database, and point the registry there",
    kind: "conflict",
  },
  DATABASE_URL_INVALID: {
    message: (p: { problem: string }) => `DATABASE_URL ${p.problem}`,
    hint: "write it as postgres://USER:PASSWORD@HOST:5432/DATABASE, with signs such as @ and / in the password percent-encoded",
    kind: "usage",
  },
  ARCHIVE_INVALID: {
    message: (p: { line: number; problem: string }) => `line ${p.line} of the archive ${p.problem}`,
    hint: "export it again, or take an older archive; nothing was imported",
  },
});
