import type { Catalogue, Config } from "@concordat/contracts";
import { cliErrors } from "../errors.ts";

/**
 * An `$id` that begins otherwise is another contract, whatever the rest of it says. A registry without contracts has no
 * base yet.
 *
 * @throws {CliError} REGISTRY_BASE
 */
export function requireBase(
  { base, versions }: Catalogue,
  config: Pick<Config, "base">,
  registry: string,
): void {
  if (versions.length > 0 && base !== config.base)
    throw cliErrors.REGISTRY_BASE({ registry, base, own: config.base });
}
