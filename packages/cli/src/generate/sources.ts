import { existsSync, readdirSync } from "node:fs";
import { basename, dirname, extname, join, relative, resolve } from "node:path";
import { readDocument } from "@concordat/asyncapi";
import { configFileName, createCatalogue } from "@concordat/contracts";
import { isFinding, parseFile } from "@concordat/contracts/files";
import type { Finding } from "@concordat/errors";
import { judgeSchema } from "@concordat/gate";
import {
  type GenerationInput,
  inputFromModel,
  inputFromSchemas,
  modelOfCatalogue,
} from "@concordat/gen-core";
import type { Json } from "@concordat/json";
import { isSchema } from "@concordat/schema";
import { cliErrors } from "../errors.ts";
import { isFile, readInputFile, requireFolder } from "../files.ts";
import type { Io } from "../io.ts";
import { readAsyncapiUnjudged } from "../lint/read-asyncapi.ts";
import type { Project } from "../project/open-project.ts";
import { openProject, shownFrom } from "../project/open-project.ts";
import { refuse } from "../project/placed-error.ts";
import { readProject } from "../project/read-project.ts";

/** Where the input of generators comes from, and which files it depends on. */
export type Source = {
  /** Links of the output are judged against it, and packages of generators are looked for from it. */
  readonly root: string;
  /** Reads everything anew. @throws what is wrong with it, with its place */
  read(): Promise<GenerationInput>;
  /** Folders and files whose changes make another input. */
  readonly watched: readonly string[];
};

/** Larger than any schema that a person wrote, smaller than what would take long to read. */
const maxBytes = 16 * 2 ** 20;

/** The project: its catalogue, and who sends and receives what. */
export function projectSource(project: Project, io: Io): Source {
  const { root, config } = project;
  return {
    root,
    async read() {
      // Settings may have changed since the last reading.
      const now = openProject({ project: root }, io);
      const { catalogue, findings } = readProject(now);
      const errors = findings.filter(({ severity }) => severity === "error");
      if (errors.length > 0) refuse(errors, project.shown);
      if (!existsSync(join(root, now.config.asyncapi)))
        return inputFromModel(modelOfCatalogue(catalogue, basename(root)));
      const { model } = readAsyncapiUnjudged(now, catalogue);
      return inputFromModel(model ?? (await judgedModel(now)));
    },
    watched: [join(root, config.schemas), join(root, config.asyncapi), join(root, configFileName)],
  };
}

/** What the quick reading cannot read, the thorough one explains. */
async function judgedModel({ root, config, shown }: Project) {
  const { readModelAnew } = await import("@concordat/asyncapi");
  const { model, findings } = await readModelAnew({ root, ...config }, { judge: judgeSchema });
  return model ?? refuse(findings, shown);
}

/** An AsyncAPI document, or a folder of schemas, of no project. */
export function foreignSource(from: string, io: Io): Source {
  const path = resolve(io.cwd, from);
  const isFolder = !isFile(from, io.cwd);
  if (isFolder) requireFolder(from, io.cwd);
  const shown = (file: string) => shownFrom(io.cwd, join(isFolder ? path : dirname(path), file));
  return isFolder
    ? { root: io.cwd, read: async () => readFolder(path, shown), watched: [path] }
    : { root: io.cwd, read: () => readForeignDocument(path, shown), watched: [path] };
}

async function readForeignDocument(path: string, shown: (file: string) => string): Promise<GenerationInput> {
  const { model, findings } = await readDocument({
    root: dirname(path),
    asyncapi: basename(path),
    catalogue: createCatalogue("https://schemas.invalid/", []),
    judge: judgeSchema,
  });
  const errors = findings.filter(({ severity }) => severity === "error");
  if (model === undefined || errors.length > 0) return refuse(errors.length > 0 ? errors : findings, shown);
  return inputFromModel(model);
}

function readFolder(folder: string, shown: (file: string) => string): GenerationInput {
  const schemas = new Map<string, Json>();
  const broken: Finding[] = [];
  for (const file of schemaFiles(folder)) {
    const name = relative(folder, file).replaceAll("\\", "/");
    const document = parseFile(readInputFile(file, folder), name, { maxBytes });
    if (isFinding(document)) broken.push(document);
    else if (isSchema(document.value)) schemas.set(name.slice(0, -extname(name).length), document.value);
  }
  if (broken.length > 0) refuse(broken, shown);
  if (schemas.size === 0)
    throw cliErrors.USAGE_FLAG_VALUE({
      verb: "generate",
      flag: "--from",
      problem: `names ${shown("")}, which holds no *.json with a schema`,
    });
  return inputFromSchemas({ title: basename(folder), schemas });
}

function schemaFiles(folder: string): readonly string[] {
  return readdirSync(folder, { withFileTypes: true })
    .filter(({ name }) => !name.startsWith(".") && name !== "node_modules")
    .sort((a, b) => (a.name < b.name ? -1 : 1))
    .flatMap((entry) => {
      const path = join(folder, entry.name);
      if (entry.isDirectory()) return schemaFiles(path);
      return entry.isFile() && entry.name.endsWith(".json") ? [path] : [];
    });
}
