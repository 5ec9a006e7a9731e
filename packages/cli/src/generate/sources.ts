import { existsSync } from "node:fs";
import { basename, dirname, join, resolve } from "node:path";
import { readDocument } from "@concordat/asyncapi";
import { configFileName, createCatalogue, type GenerationTarget } from "@concordat/contracts";
import { judgeSchema } from "@concordat/gate";
import { type GenerationInput, inputFromModel, modelOfCatalogue } from "@concordat/gen-core";
import { isFile, requireFolder } from "../files.ts";
import type { Io } from "../io.ts";
import { readAsyncapiUnjudged } from "../lint/read-asyncapi.ts";
import type { Project } from "../project/open-project.ts";
import { openProject, shownFrom } from "../project/open-project.ts";
import { refuse } from "../project/placed-error.ts";
import { readProject } from "../project/read-project.ts";
import { rememberingModel } from "./remembered-model.ts";
import { readSchemaFolder } from "./schema-folder.ts";

/** Where the input of generators comes from, and which files it depends on. */
export type Source = {
  /** Links of the output are judged against it, and packages of generators are looked for from it. */
  readonly root: string;
  /** What the settings name to be generated, as they are now. */
  settings(): readonly GenerationTarget[];
  /** Reads everything anew. @throws what is wrong with it, with its place */
  read(): Promise<GenerationInput>;
  /** Folders and files whose changes make another input. */
  readonly watched: readonly string[];
};

/** The project: its catalogue, and who sends and receives what. */
export function projectSource(project: Project, io: Io): Source {
  const { root, config } = project;
  let now = project;
  const modelOf = rememberingModel(root, (catalogue) => readAsyncapiUnjudged(now, catalogue));
  return {
    root,
    settings: () => openProject({ project: root }, io).config.generate,
    async read() {
      // Settings may have changed since the last reading.
      now = openProject({ project: root }, io);
      const { catalogue, findings } = readProject(now);
      const errors = findings.filter(({ severity }) => severity === "error");
      if (errors.length > 0) refuse(errors, project.shown);
      if (!existsSync(join(root, now.config.asyncapi)))
        return inputFromModel(modelOfCatalogue(catalogue, basename(root)));
      return inputFromModel(modelOf(catalogue) ?? (await judgedModel(now)));
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
  const shown = (file: string) => shownFrom(io.cwd, join(path, file));
  return {
    root: io.cwd,
    settings: () => [],
    read: async () => (isFolder ? readSchemaFolder(path, shown) : readForeignDocument(path, io.cwd)),
    watched: [path],
  };
}

/** A document below the current folder may refer to whatever lies there, another one to what lies beside it. */
async function readForeignDocument(path: string, cwd: string): Promise<GenerationInput> {
  const below = shownFrom(cwd, path);
  const root = below.startsWith("../") ? dirname(path) : cwd;
  const { model, findings } = await readDocument({
    root,
    asyncapi: shownFrom(root, path),
    catalogue: createCatalogue("https://schemas.invalid/", []),
    judge: judgeSchema,
  });
  const shown = (file: string) => shownFrom(cwd, join(root, file));
  const errors = findings.filter(({ severity }) => severity === "error");
  if (model === undefined || errors.length > 0) return refuse(errors.length > 0 ? errors : findings, shown);
  return inputFromModel(model);
}
