import { readFileSync } from "node:fs";
import { join } from "node:path";
import { type Finding, findingOf } from "@concordat/errors";
import { configFileName } from "../config/config.ts";
import type { Environment } from "../config/environment.ts";
import { type ConfigReading, parseConfig } from "../config/parse-config.ts";
import { contractErrors } from "../errors.ts";
import { isFinding, parseFile } from "./read-text.ts";
import { reasonOf } from "./write-atomically.ts";

/** Reads `concordat.config.json` of a project's root folder. Nothing is thrown over its contents. */
export function readConfig(root: string, environment: Environment = process.env): ConfigReading {
  const file = configFileName;
  let bytes: Uint8Array;
  try {
    bytes = readFileSync(join(root, file));
  } catch (cause) {
    const error = contractErrors.CONFIG_UNREADABLE({ file, reason: reasonOf(cause) });
    return { findings: [findingOf(error, { rule: "project-config", at: { file } })] };
  }
  const document = parseFile(bytes, file, { maxBytes: 2 ** 20 });
  return isFinding(document) ? { findings: [asSyntax(document)] } : parseConfig(document, file, environment);
}

/** One code for every way of not being JSON; the text's own message and place are kept. */
function asSyntax({ message, hint, at }: Finding): Finding {
  const error = contractErrors.CONFIG_SYNTAX({ file: configFileName, trouble: message, advice: hint });
  return findingOf(error, { rule: "project-config", at });
}
