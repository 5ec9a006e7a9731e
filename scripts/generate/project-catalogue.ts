import type { Catalogue } from "@concordat/contracts";
import { readConfig, readProjectCatalogue } from "@concordat/contracts/files";
import { root } from "../workspaces.ts";

/** The catalogue as it stands on disk now, for what is made from contracts. */
export function projectCatalogue(): Catalogue {
  const { config, findings } = readConfig(root);
  if (config === undefined)
    throw new Error(`concordat.config.json: ${findings.map(({ message }) => message).join("; ")}`);
  return readProjectCatalogue(root, config).catalogue;
}
