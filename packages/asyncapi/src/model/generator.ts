import { asyncapiErrors } from "../errors.ts";
import { formatModelFile } from "./model-file.ts";
import { modelFile, type Project } from "./project.ts";
import { type ModelOptions, readModelAnew } from "./read-model.ts";

export type ModelGenerator = {
  readonly name: string;
  readonly owns: readonly string[];
  readonly run: () => Promise<Readonly<Record<string, string>>>;
};

/**
 * Makes the committed model. `run` throws MODEL_INVALID while catalogue or document have errors: a model that lacks
 * something would quietly take it out of every SDK.
 */
export function modelGenerator(
  project: Project,
  { command, ...options }: ModelOptions & { readonly command: string },
): ModelGenerator {
  return {
    name: "model",
    owns: [modelFile],
    run: async () => {
      const { model, findings, files } = await readModelAnew(project, options);
      const errors = findings.filter(({ severity }) => severity === "error");
      if (model === undefined || errors.length > 0)
        throw asyncapiErrors.MODEL_INVALID({ file: project.asyncapi, findings: errors });
      return { [modelFile]: formatModelFile({ model, warnings: findings, files }, { project, command }) };
    },
  };
}
