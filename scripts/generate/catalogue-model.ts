import { modelGenerator } from "@concordat/asyncapi";
import { readConfig } from "@concordat/contracts/files";
import { judgeSchema } from "@concordat/gate";
import { root } from "../workspaces.ts";
import type { Generator } from "./generator.ts";

/** The catalogue and its AsyncAPI document as one file, so that nobody has to load the parser. */
export function catalogueModel(): Generator {
  const { config, findings } = readConfig(root);
  if (config === undefined)
    throw new Error(`concordat.config.json: ${findings.map(({ message }) => message).join("; ")}`);
  return modelGenerator({ root, ...config }, { command: "npm run generate", judge: judgeSchema });
}
