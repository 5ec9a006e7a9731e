import type { FlagSpec } from "../verb.ts";

export const registryFlag = {
  value: "URL",
  about: "the registry's address (default: CONCORDAT_REGISTRY, then registry in the settings)",
} as const satisfies FlagSpec;

/** For commands that read files unless they are told to ask a registry. */
export const fromRegistryFlag = {
  value: "URL",
  about:
    "ask this registry instead of reading files; the word default: that of CONCORDAT_REGISTRY or the settings",
} as const satisfies FlagSpec;

export const tokenFlag = {
  value: "TOKEN",
  about:
    "better in CONCORDAT_REGISTRY_TOKEN, since a command line is seen by others; user:secret for basic auth",
} as const satisfies FlagSpec;

export const timeoutFlag = {
  value: "SECONDS",
  about: "how long one question to the registry may take (default 10)",
} as const satisfies FlagSpec;

export type RegistryFlags = {
  readonly registry?: string;
  readonly token?: string;
  readonly timeout?: string;
  readonly quiet?: boolean;
};
