import { defineErrors } from "@concordat/errors";
import { TransportError } from "../ports/transport-errors.ts";

/** What may be wrong with a transport that configuration chooses, before there is one. */
export const configuredErrors = defineErrors(TransportError, {
  TRANSPORT_UNCHOSEN: {
    message: (p: { folder: string }) =>
      `no transport is chosen: none is named in code, CONCORDAT_TRANSPORT is not set, and neither ${p.folder} nor a folder above it holds a concordat.config.json with a "transport"`,
    hint: 'set CONCORDAT_TRANSPORT, or write { "transport": { "name": "nats" } }; "memory" needs no broker and keeps nothing',
    kind: "usage",
  },
  TRANSPORT_UNKNOWN: {
    message: (p: { name: string; at: string; meant: string }) =>
      `${p.at}: ${JSON.stringify(p.name)} is no transport${p.meant}`,
    hint: (p: { known: readonly string[] }) =>
      `name one of ${p.known.join(", ")}, or say which "package" it is in`,
    kind: "usage",
  },
  TRANSPORT_NOT_INSTALLED: {
    message: (p: { name: string; package: string; folder: string }) =>
      `the transport "${p.name}" needs the package ${p.package}, which is not installed for ${p.folder}`,
    hint: (p) => `npm install ${p.package}`,
    kind: "usage",
  },
  TRANSPORT_MODULE: {
    message: (p: { name: string; package: string; trouble: string }) =>
      `the package ${p.package} is no transport "${p.name}": ${p.trouble}`,
    hint: "a package of a transport exports `transportModule`, with `name`, `settings` and `open`",
    kind: "usage",
  },
  TRANSPORT_CONFIG: {
    message: (p: { at: string; trouble: string; advice: string }) => `${p.at}: ${p.trouble}`,
    hint: (p) => p.advice,
    kind: "usage",
  },
});
