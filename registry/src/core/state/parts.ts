import type { JsonObject } from "@concordat/json";
import type { Contents } from "./contents.ts";
import type { ContextState } from "./context-state.ts";
import type { ScopeSettings, SubjectState } from "./subject-state.ts";
import type { TokenState } from "./token-state.ts";

/** All that a state consists of. */
export type Parts = {
  sequence: number;
  hash: string;
  catalogueRevision: number;
  project: JsonObject | undefined;
  readonly subjects: Map<string, SubjectState>;
  readonly contexts: Map<string, ContextState>;
  readonly contents: Contents;
  readonly settings: Map<string, ScopeSettings>;
  readonly tokens: Map<string, TokenState>;
};

/** Settings of the registry itself are kept under a name that no scope has. */
export const registryScope = "";
