import { type ClientOptions, createClient, type RegistryClient } from "./client.ts";

export type { ContractDocument } from "./answers/contract-document.ts";
export type { ContractSummary } from "./answers/contract-summary.ts";
export type { PushAnswer, PushedVersion, RefusedVersion } from "./answers/push-answer.ts";
export type { RegisteredSchema, SchemaReference } from "./answers/registered-schema.ts";
export type { Bundle, BundledVersion } from "./bundle.ts";
export type { ClientOptions, ProjectPush, RegistryClient } from "./client.ts";
export { RegistryClientError, registryClientErrors } from "./errors.ts";
export type { Found } from "./look-up.ts";

/**
 * The same client without a cache on disk, and without anything of Node.
 *
 * @throws {RegistryClientError} REGISTRY_URL, REGISTRY_TOKEN
 */
export function createRegistryClient(options: ClientOptions): RegistryClient {
  return createClient(options, { sha256 });
}

async function sha256(bytes: Uint8Array): Promise<string> {
  const digest = await crypto.subtle.digest("SHA-256", bytes.slice());
  return Array.from(new Uint8Array(digest), (byte) => byte.toString(16).padStart(2, "0")).join("");
}
