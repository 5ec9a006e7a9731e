import { join } from "node:path";
import { isConcordatError } from "@concordat/errors";
import {
  codegenErrors,
  type Files,
  type GenerationInput,
  type Generator,
  type GeneratorOptions,
  inputDigests,
  loadGenerator,
} from "@concordat/gen-core";
import { type Change, planFiles } from "@concordat/gen-core/files";
import { shownFrom } from "../project/open-project.ts";
import { placedError } from "../project/placed-error.ts";
import { builtIn, type Output } from "./targets.ts";

/** What has to change in one output folder. */
export type Plan = {
  readonly target: string;
  readonly folder: string;
  readonly changes: readonly Change[];
  /** The changes that it would take now, after somebody else may have been there. */
  anew(): readonly Change[];
};

/** Stands in the first line of all that is made. */
export const command = "concordat generate";

type ProduceOptions = Pick<GeneratorOptions, "remember" | "warn"> & {
  readonly root: string;
  readonly cwd: string;
};

/** Makes all outputs in memory, and says what would have to change on the disk; touches nothing. */
export async function produce(
  outputs: readonly Output[],
  input: GenerationInput,
  { root, cwd, remember, warn }: ProduceOptions,
): Promise<readonly Plan[]> {
  requireDistinct(outputs);
  const plans: Plan[] = [];
  for (const { target, folder, package: packageName = defaultPackage(input), settings = {} } of outputs) {
    const generator: Generator = await loadGenerator(target, { root, builtIn });
    const files = await generated(
      generator,
      input,
      { packageName, command, settings, remember, warn },
      (file) => shownFrom(cwd, join(root, file)),
    );
    const output = { folder, root, command, inputs: inputDigests(input, settings) };
    const anew = () => planFiles(files, output);
    plans.push({ target, folder, changes: anew(), anew });
  }
  return plans;
}

/** A contract that cannot be generated is one of the project's files, and is told of as one. */
async function generated(
  generator: Generator,
  input: GenerationInput,
  options: GeneratorOptions,
  shown: (file: string) => string,
): Promise<Files> {
  try {
    return await generator.generate(input, options);
  } catch (error) {
    const contract = isConcordatError(error) ? error.params.what : undefined;
    const record = input.model?.contracts.find(({ id }) => id === contract);
    if (!isConcordatError(error) || record === undefined) throw error;
    throw placedError(error, { file: shown(record.file) }, error);
  }
}

function requireDistinct(outputs: readonly Output[]): void {
  for (const [index, { folder }] of outputs.entries())
    if (outputs.findIndex((other) => other.folder === folder) !== index)
      throw codegenErrors.CODEGEN_FILE_COLLISION({ path: folder, other: folder });
}

/** `Streetlights MQTT API` becomes `streetlights-mqtt-api`. */
function defaultPackage({ title }: GenerationInput): string {
  const words = title.toLowerCase().match(/[a-z0-9]+/g) ?? ["events"];
  return words.join("-").slice(0, 100);
}
