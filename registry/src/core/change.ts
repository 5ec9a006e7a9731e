import type { Policy } from "@concordat/contracts";
import type { JsonObject } from "@concordat/json";
import type { Role } from "../auth/role.ts";

export const modes = ["READWRITE", "READONLY", "READONLY_OVERRIDE", "IMPORT"] as const;

/** What may be done with a subject: READONLY_OVERRIDE goes before what subjects say, IMPORT takes ids from whoever sends them. */
export type Mode = (typeof modes)[number];

/** What is asked of a subject's next version. What is not said is taken from the context, then from the registry. */
export type SubjectConfig = {
  readonly compatibilityLevel?: Policy;
  /** STRICT: writers send whatever their schema lets through. LENIENT: only members that it declares. */
  readonly compatibilityPolicy?: "STRICT" | "LENIENT";
  readonly normalize?: boolean;
  /** Another subject's name that requests for this one are answered with. */
  readonly alias?: string;
  readonly compatibilityGroup?: string;
  readonly validateFields?: boolean;
  readonly validateRules?: boolean;
  readonly defaultMetadata?: JsonObject;
  readonly overrideMetadata?: JsonObject;
  readonly defaultRuleSet?: JsonObject;
  readonly overrideRuleSet?: JsonObject;
};

/** Where a setting holds: a qualified subject, a whole context as `:.name:`, or, absent, the registry. */
type Scope = { readonly subject?: string };

/** All that can happen to a registry. What it is at a moment is what its changes have made of nothing. */
export type Change =
  | {
      readonly is: "registered";
      /** Qualified, see `subject-name.ts`. */
      readonly subject: string;
      /** The integer that the Confluent face knows it by. */
      readonly version: number;
      /** Unique in the subject's context. */
      readonly id: number;
      readonly content: string;
      /** `1.2.0`; absent where it was born on the Confluent face, which counts versions. */
      readonly number?: string;
      /** The file it comes from, seen from the project's root. Versions of contracts only. */
      readonly file?: string;
    }
  /** A version of a contract that may still change. It has neither id nor integer yet. */
  | {
      readonly is: "drafted";
      readonly subject: string;
      readonly number: string;
      readonly content: string;
      readonly file?: string;
    }
  | { readonly is: "draft-dropped"; readonly subject: string; readonly number: string }
  | {
      readonly is: "deprecated";
      readonly subject: string;
      readonly version: number;
      /** A day; from then on publishers may stop sending it. */
      readonly sunset?: string;
      readonly reason?: string;
    }
  | {
      readonly is: "version-deleted";
      readonly subject: string;
      readonly version: number;
      readonly permanent: boolean;
    }
  /** All versions that the subject had, in one go. */
  | { readonly is: "subject-deleted"; readonly subject: string; readonly permanent: boolean }
  | ({ readonly is: "config-set"; readonly config: SubjectConfig } & Scope)
  | ({ readonly is: "config-deleted" } & Scope)
  | ({ readonly is: "mode-set"; readonly mode: Mode } & Scope)
  | ({ readonly is: "mode-deleted" } & Scope)
  /** With its settings, and with the memory of the ids that were given in it. */
  | { readonly is: "context-deleted"; readonly context: string }
  /** Channels and operations of the catalogue, its settings: what the project says besides its contracts. */
  | { readonly is: "project-set"; readonly project: JsonObject }
  | {
      readonly is: "token-created";
      readonly token: string;
      readonly name: string;
      readonly role: Role;
      /** SHA-256 of the secret, which nobody has but its owner. */
      readonly hash: string;
      readonly expires?: string;
    }
  | { readonly is: "token-revoked"; readonly token: string }
  /** A write that was not done, by somebody who is known. Changes nothing. */
  | { readonly is: "refused"; readonly action: string; readonly target: string; readonly code: string };
