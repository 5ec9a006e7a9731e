import type { Io } from "../io.ts";
import { isInProject, openProject } from "../project/open-project.ts";
import type { CommonFlagValues } from "../verb.ts";
import type { RegistryFlags } from "./flags.ts";
import { openRegistry } from "./open-registry.ts";
import { type RegistryReading, readRegistry } from "./read-registry.ts";

/** What the registry has that `--registry` names, or, by the word `default`, the environment or the project's settings. */
export async function readNamedRegistry(
  flags: RegistryFlags & CommonFlagValues,
  verb: string,
  io: Io,
): Promise<RegistryReading> {
  const isElsewhere = flags.registry !== "default" || Boolean(io.env.CONCORDAT_REGISTRY);
  const config =
    !isElsewhere && (flags.project !== undefined || isInProject(io.cwd))
      ? openProject(flags, io).config
      : undefined;
  const client = await openRegistry(flags, { verb, config }, io);
  return readRegistry(client, io, flags);
}
