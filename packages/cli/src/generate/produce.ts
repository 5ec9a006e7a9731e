import {
  codegenErrors,
  type GenerationInput,
  type Generator,
  inputDigests,
  loadGenerator,
  type Remember,
} from "@concordat/gen-core";
import { type Change, planFiles } from "@concordat/gen-core/files";
import { builtIn, type Output } from "./targets.ts";

/** What has to change in one output folder. */
export type Plan = { readonly target: string; readonly folder: string; readonly changes: readonly Change[] };

/** Stands in the first line of all that is made. */
export const command = "concordat generate";

/** Makes all outputs in memory, and says what would have to change on the disk; touches nothing. */
export async function produce(
  outputs: readonly Output[],
  input: GenerationInput,
  { root, remember }: { readonly root: string; readonly remember: Remember },
): Promise<readonly Plan[]> {
  requireDistinct(outputs);
  const inputs = inputDigests(input);
  const plans: Plan[] = [];
  for (const { target, folder, package: packageName = defaultPackage(input), settings = {} } of outputs) {
    const generator: Generator = await loadGenerator(target, { root, builtIn });
    const files = await generator.generate(input, { packageName, command, settings, remember });
    plans.push({ target, folder, changes: planFiles(files, { folder, root, command, inputs }) });
  }
  return plans;
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
