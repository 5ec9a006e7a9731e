import { defineErrors } from "@concordat/errors";
import { RegistryError } from "../../registry-error.ts";
import type { RefusedVersion } from "./refused-version.ts";

export const pushErrors = defineErrors(RegistryError, {
  PUSH_REFUSED: {
    message: (p: { findings: readonly RefusedVersion[]; of: number }) => {
      const count = new Set(p.findings.map(({ id }) => id)).size;
      return `${count} of ${p.of} pushed versions ${count === 1 ? "is" : "are"} not taken, and nothing was stored`;
    },
    hint: "mend what the findings name and push again; all of it is stored, or nothing",
    kind: "conflict",
  },
  PUSH_BASE: {
    message: (p: { base: string; pushed: string }) =>
      `the contracts here begin with ${p.base}, and those that were pushed with ${p.pushed}`,
    hint: "push to the registry of that base, or start one of its own, empty: `concordat registry --empty`",
    kind: "conflict",
  },
  PUSH_INVALID: {
    message: (p: { problem: string; pointer: string }) => `the body is no push: ${p.problem}`,
    hint: "send what POST /v1/push describes; `concordat push` does",
  },
  PUSH_PROMISE: {
    message: (p: { actor: string; role: string; changed: string }) =>
      `the push changes ${p.changed} of the project, which needs the role admin, and ${p.actor} has the role ${p.role}`,
    hint: "have an admin push it, or push versions alone, under the policy and the acceptances that stand here",
    kind: "auth",
  },
  PUSH_TWICE: {
    message: (p: { id: string }) => `${p.id} is pushed twice`,
    hint: "send each version once",
  },
  SCHEMA_REF_FORBIDDEN: {
    message: (p: { id: string; to: string }) =>
      `${p.id} refers to ${p.to}, which may still change, and its own meaning with it`,
    hint: (p) => `freeze ${p.to} first, and push both`,
    kind: "conflict",
  },
});
