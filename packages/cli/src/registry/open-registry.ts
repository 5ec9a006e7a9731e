import type { Config } from "@concordat/contracts";
import { createRegistryClient, type RegistryClient } from "@concordat/registry-client";
import { countFlag } from "../count-flag.ts";
import { cliErrors } from "../errors.ts";
import type { Io } from "../io.ts";
import { cacheFolder } from "./cache-folder.ts";
import type { RegistryFlags } from "./flags.ts";

export type OpenRegistryOptions = {
  /** For messages. */
  readonly verb: string;
  /** Of the project, where there is one. */
  readonly config?: Pick<Config, "registry" | "base"> | undefined;
  /** Whether what was answered before may be answered again; whoever writes asks anew. Default true. */
  readonly cache?: boolean;
};

/**
 * The registry that the flag, the environment or the settings name, in this order. Says on standard error where a token
 * is seen by others, and never shows it.
 *
 * @throws {CliError} REGISTRY_UNNAMED
 * @throws {RegistryClientError} REGISTRY_URL, REGISTRY_TOKEN
 */
export async function openRegistry(
  { registry, token, timeout, quiet = false }: RegistryFlags,
  { verb, config, cache = true }: OpenRegistryOptions,
  io: Io,
): Promise<RegistryClient> {
  const named = registry === "default" ? undefined : registry;
  const url = named ?? (io.env.CONCORDAT_REGISTRY || config?.registry);
  if (url === undefined) throw cliErrors.REGISTRY_UNNAMED({ verb });
  const secret = token ?? (io.env.CONCORDAT_REGISTRY_TOKEN?.trim() || undefined);
  const folder = cache ? cacheFolder(io) : undefined;
  const client = createRegistryClient({
    url,
    ...(secret !== undefined && { token: secret }),
    ...(config !== undefined && { base: config.base }),
    ...(folder !== undefined && { cache: { folder } }),
    freshMs: 0,
    timeoutMs: 1000 * countFlag(timeout, { verb, flag: "--timeout", fallback: 10 }),
  });
  if (!quiet && token !== undefined) await io.stderr.write(seenByOthers);
  if (!quiet && secret !== undefined && isOpenRoad(client.url)) await io.stderr.write(unencrypted);
  return client;
}

const seenByOthers = `warning: the token stands in the command line, where other users and the shell's history see it
   = set CONCORDAT_REGISTRY_TOKEN instead
`;

const unencrypted = `warning: the token travels without encryption, and everybody on the way can read it
   = name the registry by https
`;

function isOpenRoad(url: string): boolean {
  const { protocol, hostname } = new URL(url);
  return protocol === "http:" && !/^(localhost|127\.[\d.]+|\[::1\])$/.test(hostname);
}
