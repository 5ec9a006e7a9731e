import { createHash } from "node:crypto";
import { type Bundle, parseBundle } from "./bundle.ts";
import { createDiskCache } from "./cache/disk-cache.ts";
import { type ClientOptions, createClient, type RegistryClient } from "./client.ts";

export type RegistryClientOptions = ClientOptions & {
  /** Default `memory`. With a folder, answers outlive the process; several processes may share it. */
  readonly cache?: "memory" | { readonly folder: string };
  /** How many bytes may lie in the folder. Default 256 MiB. */
  readonly diskBytes?: number;
};

/** @throws {RegistryClientError} REGISTRY_URL, REGISTRY_TOKEN */
export function createRegistryClient(options: RegistryClientOptions): RegistryClient {
  const { cache = "memory", diskBytes = 2 ** 28 } = options;
  return createClient(options, {
    sha256,
    ...(cache !== "memory" && {
      cacheBehind: createDiskCache({ folder: cache.folder, maxBytes: diskBytes }),
    }),
  });
}

/**
 * Reads a bundle that was kept as a file, named `name` in errors.
 *
 * @param promised its digest, `sha256:…`, where it is known from somewhere else; a file with another is refused
 * @throws {RegistryClientError} REGISTRY_ANSWER_INVALID, REGISTRY_DIGEST
 */
export function readBundle(name: string, bytes: Uint8Array, promised?: string): Promise<Bundle> {
  return parseBundle({ name, bytes, ...(promised !== undefined && { promised }) }, sha256);
}

async function sha256(bytes: Uint8Array): Promise<string> {
  return createHash("sha256").update(bytes).digest("hex");
}
