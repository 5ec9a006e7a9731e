import type { Verdict } from "@concordat/compat";
import { defineErrors } from "@concordat/errors";
import { RegistryError } from "../registry-error.ts";

/** How one earlier version fares with a candidate. */
export type JudgedVersion = {
  readonly subject: string;
  readonly version: number;
  readonly number: string;
  /** `backward`: the candidate reads what was written under it. `forward`: it reads what the candidate writes. */
  readonly direction: "backward" | "forward";
  readonly verdict: Verdict;
};

export const coreErrors = defineErrors(RegistryError, {
  SUBJECT_NAME: {
    message: (p: { subject: string; trouble: string; stands?: "in the path" }) =>
      `"${p.subject}" cannot be a subject: it ${p.trouble}`,
    hint: "choose a name of 1 to 512 characters without control characters",
  },
  SUBJECT_NOT_FOUND: {
    message: (p: { subject: string; meant: readonly string[] }) => `there is no subject "${p.subject}"`,
    hint: (p) =>
      p.meant.length > 0 ? `did you mean ${p.meant.join(" or ")}?` : "list the subjects there are",
  },
  SUBJECT_DELETED: {
    message: (p: { subject: string }) => `the subject "${p.subject}" is deleted already`,
    hint: "delete it permanently, or register a version to bring it back",
    kind: "conflict",
  },
  SUBJECT_NOT_DELETED: {
    message: (p: { subject: string }) =>
      `the subject "${p.subject}" is not deleted yet, so it cannot go for good`,
    hint: "delete it first, and then permanently: two steps, since the second cannot be undone",
    kind: "conflict",
  },
  VERSION_NOT_FOUND: {
    message: (p: { subject: string; version: string }) => `"${p.subject}" has no version ${p.version}`,
    hint: "list the versions it has",
  },
  VERSION_DELETED: {
    message: (p: { subject: string; version: number }) =>
      `version ${p.version} of "${p.subject}" is deleted already`,
    hint: "delete it permanently, or leave it",
    kind: "conflict",
  },
  VERSION_NOT_DELETED: {
    message: (p: { subject: string; version: number }) =>
      `version ${p.version} of "${p.subject}" is not deleted yet, so it cannot go for good`,
    hint: "delete it first, and then permanently: two steps, since the second cannot be undone",
    kind: "conflict",
  },
  VERSION_CONFLICT: {
    message: (p: { subject: string; number: string; trouble: string }) =>
      `"${p.subject}" cannot have a version ${p.number}: ${p.trouble}`,
    hint: "take the number that the registry derives, or leave the number out",
    kind: "conflict",
  },
  VERSION_SKIPPED: {
    message: (p: { subject: string; version: number; next: number }) =>
      `the next version of "${p.subject}" is ${p.next}, and not ${p.version}`,
    hint: "leave the version out, or set the mode IMPORT first",
    kind: "conflict",
  },
  SCHEMA_NOT_FOUND: {
    message: (p: { what: string }) => `no schema has ${p.what}`,
    hint: "check the id, and the context it was given in",
  },
  SCHEMA_INCOMPATIBLE: {
    message: (p: { subject: string; policy: string; judged: readonly JudgedVersion[] }) => {
      const [first] = p.judged;
      const whom = first === undefined ? "earlier versions" : `version ${first.number}`;
      const how = first?.verdict.status === "undecided" ? "cannot be shown to keep" : "breaks";
      return `the schema ${how} the promise ${p.policy} of "${p.subject}" towards ${whom}`;
    },
    hint: (p) =>
      p.judged.some(({ verdict }) => verdict.status === "incompatible")
        ? "mend what the findings name, or register it under another subject or as the next major version"
        : "the findings say what could not be decided; make that simpler, or have an administrator set the policy NONE for it",
    kind: "conflict",
  },
  SCHEMA_REFERENCED: {
    message: (p: { subject: string; version: number; by: readonly string[] }) =>
      `version ${p.version} of "${p.subject}" is referred to by ${p.by.join(", ")}`,
    hint: "delete those that refer to it first",
    kind: "conflict",
  },
  SCHEMA_REF_UNKNOWN: {
    message: (p: { name: string; subject: string; version: number }) =>
      `the reference "${p.name}" leads to version ${p.version} of "${p.subject}", which there is not`,
    hint: "register that version first, or name one that exists",
  },
  MODE_FORBIDS: {
    message: (p: { subject: string; mode: string; action: string }) =>
      `"${p.subject}" is in mode ${p.mode}, which does not let anybody ${p.action}`,
    hint: "have an administrator change the mode",
    kind: "conflict",
  },
  MODE_NOT_EMPTY: {
    message: (p: { scope: string }) => `${p.scope} holds schemas, and IMPORT is for what is empty`,
    hint: "delete them permanently first, or force it if ids that clash are no danger",
    kind: "conflict",
  },
  ID_CONFLICT: {
    message: (p: { id: number; context: string }) =>
      `the id ${p.id} belongs to another schema of the context "${p.context}"`,
    hint: "import with ids that are free, or into a context of its own",
    kind: "conflict",
  },
  ID_NOT_ALLOWED: {
    message: (p: { subject: string }) =>
      `"${p.subject}" is not in mode IMPORT, so ids and versions are not for the sender to choose`,
    hint: "leave id and version out, or set the mode IMPORT first",
    kind: "conflict",
  },
  CONTEXT_NOT_EMPTY: {
    message: (p: { context: string }) => `the context "${p.context}" still has subjects`,
    hint: "delete its subjects permanently first",
    kind: "conflict",
  },
  SUBJECT_CONTENDED: {
    message: (p: { target: string; attempts: number }) =>
      `others changed "${p.target}" ${p.attempts} times while this was being judged`,
    hint: "try again",
    kind: "conflict",
    retry: "later",
  },
  REGISTRY_CLOSING: {
    message: "the registry is about to stop",
    hint: "try again when it is back, or ask another instance",
    kind: "network",
    retry: "later",
  },
});
