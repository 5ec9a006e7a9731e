import { ConcordatError, defineErrors, didYouMean } from "@concordat/errors";

/** A name, a format or a migration that cannot be what was asked for. */
export class FormatError extends ConcordatError {}

/** Names, other formats and their migration. Where data is to blame, the same words come back as a violation. */
export const formatErrors = defineErrors(FormatError, {
  NO_SUBJECT: {
    message: (p: { type: string; prefix: string }) =>
      `${p.type} has no NATS subject: it does not begin with ${p.prefix}, and its contract names none`,
    hint: "name the subject with the contract of the type, or hand it in",
    kind: "usage",
  },
  SUBJECT_INVALID: {
    message: (p: { subject: string; token: string }) =>
      p.token === ""
        ? `the NATS subject "${p.subject}" has an empty word`
        : `the NATS subject "${p.subject}" has the word "${p.token}", which is not made of letters, digits, _ and - alone`,
    hint: "write words of letters, digits, _ and -, with single dots between them",
    kind: "usage",
  },
  UNKNOWN_EVENT_TYPE: {
    message: (p: { operation: string; resourceType: string; legal: readonly string[] }) =>
      `there is no event for ${p.operation} of ${p.resourceType}`,
    hint: (p) => `take one of: ${p.legal.join(", ")}`,
    kind: "usage",
  },
  UNKNOWN_FORMAT: {
    message: (p: { found: string }) => `${p.found}: no format that is known here`,
    hint: "name the format, or register one that knows it",
  },
  FORMAT_UNREGISTERED: {
    message: (p: { what: string; name: string; known: readonly string[] }) =>
      `no ${p.what} is called "${p.name}"${didYouMean(p.name, p.known)}`,
    hint: (p) => `register it first, or take one of: ${p.known.join(", ")}`,
    kind: "usage",
  },
  FORMAT_TAKEN: {
    message: (p: { what: string; name: string }) => `a ${p.what} for ${p.name} is registered already`,
    hint: "register it once, under a name of its own",
    kind: "usage",
  },
  FORMAT_READ_ONLY: {
    message: (p: { name: string }) => `events are read from the format ${p.name}, and never written in it`,
    hint: "write the event in another format",
    kind: "usage",
  },
  FORMAT_MEMBER: {
    message: (p: { pointer: string; found: string; wanted: string }) =>
      `${p.pointer || "the value"} is ${p.found}, where ${p.wanted} is wanted`,
    hint: (p) => `send ${p.wanted} there`,
  },
  TYPE_UNMAPPED: {
    message: (p: { name: string; near: readonly string[] }) =>
      `no current type for ${p.name}${p.near.length > 0 ? `; the nearest: ${p.near.join(", ")}` : ""}`,
    hint: "say which type the name means, or write the contract that it lacks",
  },
  CHECKSUM_MISMATCH: {
    message: (p: { claimed: string; actual: string }) =>
      `the checksum says ${p.claimed}, and the data has ${p.actual}`,
    hint: "fetch the message anew from where it was written; what arrived is not what was sent",
  },
  UPCASTER_MISSING: {
    message: (p: { type: string; from: string; current: string }) =>
      `data of ${p.type} ${p.from} cannot be brought to ${p.current}: nothing leads on from ${p.from}`,
    hint: (p) => `register an upcaster for ${p.type} from ${p.from}`,
  },
  UPCASTER_BACKWARD: {
    message: (p: { type: string; from: string; to: string }) =>
      `the upcaster of ${p.type} leads from ${p.from} to ${p.to}, which is not later`,
    hint: "let each upcaster lead to a later version",
    kind: "usage",
  },
  UPCAST_FAILED: {
    message: (p: { type: string; from: string; reason: string }) =>
      `the upcaster of ${p.type} from ${p.from} failed: ${p.reason}`,
    hint: "correct the upcaster, or the data that it was not made for",
  },
});
