import { existsSync } from "node:fs";
import { basename, join } from "node:path";
import type { Catalogue, CatalogueModel } from "@concordat/contracts";
import { type Finding, findingOf } from "@concordat/errors";
import { inputDigests, inputFromModel, modelOfCatalogue } from "@concordat/gen-core";
import { driftOf, manifestName } from "@concordat/gen-core/files";
import { cliErrors } from "../errors.ts";
import type { Project } from "../project/open-project.ts";

/**
 * What was generated and is no longer what the contracts say. Asked of the manifests in the output folders, which cost a few
 * milliseconds; `concordat generate --check` also finds what a newer generator would make differently.
 */
export function generatedDrift(
  { root, config }: Project,
  catalogue: Catalogue,
  model: CatalogueModel | undefined,
): readonly Finding[] {
  if (config.generate.length === 0) return [];
  const input = inputFromModel(model ?? modelOfCatalogue(catalogue, basename(root)));
  return config.generate.flatMap(({ target, out, settings }): readonly Finding[] => {
    const file = `${out}/${manifestName}`;
    const report = (trouble: string) => [
      findingOf(cliErrors.GENERATED_STALE({ target, out, trouble }), {
        rule: "generated-stale",
        at: { file },
      }),
    ];
    if (!existsSync(join(root, file))) return report("nothing was generated there yet");
    const { inputs: changed, files } = driftOf(join(root, out), inputDigests(input, settings));
    if (changed.length > 0) return report(`${listed(changed)} changed since`);
    return files.length > 0 ? report(`${listed(files)} was changed by hand, or removed`) : [];
  });
}

function listed(names: readonly string[]): string {
  const rest = names.length - 1;
  return `${names[0]}${rest > 0 ? ` and ${rest} more` : ""}`;
}
