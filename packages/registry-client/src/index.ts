export type { ContractDocument } from "./answers/contract-document.ts";
export type { ContractSummary } from "./answers/contract-summary.ts";
export type { PushAnswer, PushedVersion, RefusedVersion } from "./answers/push-answer.ts";
export type { RegisteredSchema, SchemaReference } from "./answers/registered-schema.ts";
export type { Bundle, BundledVersion } from "./bundle.ts";
export type { ProjectPush, RegistryClient } from "./client.ts";
export { RegistryClientError, registryClientErrors } from "./errors.ts";
export type { Found } from "./look-up.ts";
export { createRegistryClient, type RegistryClientOptions, readBundle } from "./node.ts";
