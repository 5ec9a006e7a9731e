import { existsSync, readFileSync, statSync } from "node:fs";
import { join, resolve } from "node:path";
import { interpretDocument, type ModelReading } from "@concordat/asyncapi";
import {
  type CatalogueModel,
  type Config,
  configFileName,
  contractErrors,
  parseConfig,
} from "@concordat/contracts";
import {
  type CatalogueReading,
  catalogueOfFiles,
  isFinding,
  parseFile,
  readCatalogue,
  readConfig,
  readProjectCatalogue,
} from "@concordat/contracts/files";
import { type GitTree, openGitTree } from "@concordat/contracts/git";
import { lockBaseline, pastBaseline } from "@concordat/gate/evolution";
import type { Io } from "../io.ts";
import type { Project } from "../project/open-project.ts";
import type { ReadProject } from "../project/read-project.ts";
import type { Base } from "./base.ts";
import { registryBase } from "./registry-base.ts";

export type OpenProject = {
  readonly project: Project;
  readonly read: ReadProject;
  readonly model: Pick<ModelReading, "model" | "files">;
};

/**
 * What `--against` names. `lock`: what the catalogue itself has frozen. An address names a registry, `registry` the one
 * that the environment or the settings name. Words that begin like a path name a folder; others a commit where git knows
 * one, and a folder where not.
 *
 * @throws {ContractError} GIT_MISSING, GIT_NO_REPOSITORY, GIT_REF_UNKNOWN, GIT_FAILED, BASE_WITHOUT_CATALOGUE, BASE_UNKNOWN
 */
export async function openBase(word: string, present: OpenProject, io: Io): Promise<Base> {
  if (/^https?:\/\//i.test(word)) return registryBase(word, present.project, io);
  if (word === "registry" && namesRegistry(present.project, io))
    return registryBase(undefined, present.project, io);
  if (word === "lock") {
    const { catalogue, lock } = present.read;
    return { baseline: lockBaseline(catalogue, lock), hasSameRules: true, findings: [] };
  }
  const folder = resolve(io.cwd, word);
  const isFolder = existsSync(folder) && statSync(folder).isDirectory();
  if (/^\.{0,2}(\/|$)/.test(word) || word.includes("\\")) {
    if (!isFolder) throw contractErrors.BASE_UNKNOWN({ word });
    return folderBase(word, folder, present, io);
  }
  try {
    return gitBase(word, openGitTree(present.project.root, word), present, io);
  } catch (error) {
    const isOther = (error as { code?: string }).code !== "BASE_WITHOUT_CATALOGUE";
    if (isFolder && isOther) return folderBase(word, folder, present, io);
    throw error;
  }
}

function namesRegistry({ config }: Project, { env }: Io): boolean {
  return Boolean(env.CONCORDAT_REGISTRY || config.registry);
}

function gitBase(name: string, tree: GitTree, present: OpenProject, io: Io): Base {
  const { project } = present;
  const settings = tree.read([configFileName]).get(configFileName);
  const config = (settings && configOf(settings, io)) ?? project.config;
  const schemas = config.schemas.replace(/^\.\/|\/+$/g, "");
  const below = tree.files.filter((file) => file.startsWith(`${schemas}/`));
  const reading = catalogueOfFiles(tree.read(below), { base: config.base, shownAs: schemas });
  const readBytes = (file: string) => {
    const bytes = tree.read([file]).get(file);
    if (bytes === undefined) throw Object.assign(new Error(file), { code: "ENOENT" });
    return bytes;
  };
  return past(name, { reading, config, readBytes, has: (file) => tree.files.includes(file) }, present);
}

function folderBase(name: string, folder: string, present: OpenProject, { env }: Io): Base {
  const { project } = present;
  const readBytes = (file: string) => readFileSync(join(folder, file));
  const has = (file: string) => existsSync(join(folder, file));
  const config = has(configFileName) ? readConfig(folder, env).config : undefined;
  if (config !== undefined)
    return past(name, { reading: readProjectCatalogue(folder, config), config, readBytes, has }, present);
  const reading = readCatalogue(folder, { base: project.config.base, shownAs: name.replace(/\/+$/, "") });
  return past(name, { reading, config: project.config, readBytes, has: () => false }, present);
}

type PastFiles = {
  readonly reading: CatalogueReading;
  readonly config: Config;
  readonly readBytes: (file: string) => Uint8Array;
  readonly has: (file: string) => boolean;
};

function past(name: string, files: PastFiles, present: OpenProject): Base {
  const { reading, config } = files;
  const { catalogue, lock } = reading;
  if (catalogue.versions.length === 0)
    throw contractErrors.BASE_WITHOUT_CATALOGUE({ base: name, where: `contract below ${config.schemas}/` });
  const model = pastModel(files, present);
  return {
    baseline: pastBaseline({ name, catalogue, lock, ...(model && { model }) }),
    hasSameRules: JSON.stringify(lintOf(config)) === JSON.stringify(lintOf(present.project.config)),
    findings: reading.findings.map((finding) => ({
      ...finding,
      severity: "warning",
      at: { file: `${name}:${finding.at.file}`, ...(finding.at.range && { range: finding.at.range }) },
      message: `${finding.message}; it was not compared`,
    })),
  };
}

/** Where the document and all it refers to read as they do now, so does the model; else it is read as it was. */
function pastModel(
  { config, reading: { catalogue }, readBytes, has }: PastFiles,
  { model: { model, files }, project }: OpenProject,
): CatalogueModel | undefined {
  if (!has(config.asyncapi)) return undefined;
  const isSame = (file: string) =>
    has(file) && Buffer.compare(readBytes(file), readFileSync(join(project.root, file))) === 0;
  if (model !== undefined && config.asyncapi === project.config.asyncapi && files.every(isSame)) return model;
  return interpretDocument({ asyncapi: config.asyncapi, catalogue, readBytes });
}

/** Settings of another time that no longer hold are not argued with; those of now take their place. */
function configOf(bytes: Uint8Array, { env }: Io): Config | undefined {
  const document = parseFile(bytes, configFileName, { maxBytes: 2 ** 20 });
  return isFinding(document) ? undefined : parseConfig(document, configFileName, env).config;
}

function lintOf({ lint: { rules, suppress } }: Config) {
  return [[...rules].sort(), suppress];
}
