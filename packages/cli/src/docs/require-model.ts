import { basename } from "node:path";
import type { CatalogueModel } from "@concordat/contracts";
import { modelOfCatalogue } from "@concordat/gen-core";
import { readAsyncapi } from "../lint/read-asyncapi.ts";
import type { Project } from "../project/open-project.ts";
import { refuse } from "../project/placed-error.ts";
import { readProject } from "../project/read-project.ts";

/**
 * The project's model, with nothing missing from it: a site that leaves out what could not be read would tell untruths. A
 * catalogue without an AsyncAPI document is told about too; it has contracts, and nobody moves them.
 *
 * @throws what is wrong with catalogue and document, each with its place
 */
export async function requireModel(project: Project): Promise<CatalogueModel> {
  const { catalogue, findings: broken } = readProject(project);
  const { model, findings } = await readAsyncapi(project);
  const errors = [...broken, ...findings].filter(({ severity }) => severity === "error");
  if (errors.length > 0) refuse(errors, project.shown);
  return model ?? modelOfCatalogue(catalogue, basename(project.root));
}
