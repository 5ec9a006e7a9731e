import type { CatalogueModel } from "@concordat/contracts";
import { compareFindings, type Finding } from "@concordat/errors";
import type { SchemaJudge } from "../payload/check.ts";
import { readModelFile } from "./model-file.ts";
import type { Project } from "./project.ts";

export type ModelReading = {
  /** Absent when catalogue or document could not be read at all. */
  readonly model?: CatalogueModel;
  readonly findings: readonly Finding[];
  /** `file`: the committed model was current, and no parser was loaded. */
  readonly from: "file" | "document";
  /** Files besides contracts that the model was made from. */
  readonly files: readonly string[];
};

export type ModelOptions = {
  /** Judges schemas that are no contracts by their meta-schema. */
  readonly judge?: SchemaJudge;
};

/** The model of a project: the committed one while it is current, else read anew. Writes nothing. */
export async function readModel(project: Project, options: ModelOptions = {}): Promise<ModelReading> {
  const committed = readModelFile(project);
  if (committed !== undefined)
    return { model: committed.model, findings: committed.warnings, from: "file", files: committed.files };
  return readModelAnew(project, options);
}

/** The same, never from the file. */
export async function readModelAnew(project: Project, options: ModelOptions = {}): Promise<ModelReading> {
  // Loaded when needed: whoever finds the committed model current pays neither for YAML nor for schemas.
  const { readProjectCatalogue } = await import("@concordat/contracts/files");
  const { readDocument } = await import("./read-document.ts");
  const { root, asyncapi } = project;
  const { catalogue, findings: broken } = readProjectCatalogue(root, project);
  const { model, findings, files } = await readDocument({ root, asyncapi, catalogue, ...options });
  return {
    ...(model && { model }),
    findings: [...broken, ...findings].sort(compareFindings),
    from: "document",
    files,
  };
}
