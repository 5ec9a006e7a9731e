import { existsSync } from "node:fs";
import { dirname, join, relative, resolve, sep } from "node:path";
import { type Config, configFileName } from "@concordat/contracts";
import { readConfig } from "@concordat/contracts/files";
import { cliErrors } from "../errors.ts";
import type { Io } from "../io.ts";
import type { CommonFlagValues } from "../verb.ts";
import { refuse } from "./placed-error.ts";

export type Project = {
  /** Absolute. */
  readonly root: string;
  readonly config: Config;
  /** A file as the reader would type it from the current folder, which need not be the project's. */
  shown(file: string): string;
};

/** The project that `--project` names, or the nearest one at or above the current folder; its settings are valid. */
export function openProject({ project }: CommonFlagValues, io: Io): Project {
  const root = project === undefined ? nearestRoot(io.cwd) : resolve(io.cwd, project);
  if (root === undefined || !existsSync(join(root, configFileName)))
    throw cliErrors.PROJECT_MISSING({ folder: project ?? io.cwd, above: project === undefined });
  const shown = (file: string) => shownFrom(io.cwd, join(root, file));
  const { config, findings } = readConfig(root, io.env);
  if (config === undefined) return refuse(findings, shown);
  return { root, config, shown };
}

/** Whether `openProject` would find one without being told where. */
export function isInProject(folder: string): boolean {
  return nearestRoot(folder) !== undefined;
}

/** Forward slashes on every machine: findings are compared and pasted across them. */
export function shownFrom(folder: string, file: string): string {
  return relative(folder, file).replaceAll(sep, "/") || ".";
}

/** The folder at or above this one that holds a project's settings. */
export function nearestRoot(folder: string): string | undefined {
  for (let here = resolve(folder); ; here = dirname(here)) {
    if (existsSync(join(here, configFileName))) return here;
    if (here === dirname(here)) return undefined;
  }
}
