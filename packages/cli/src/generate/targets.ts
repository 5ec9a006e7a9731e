import { resolve } from "node:path";
import type { GenerationTarget } from "@concordat/contracts";
import type { Generator } from "@concordat/gen-core";
import { cliErrors } from "../errors.ts";

/** Targets that come along; each is loaded only when it is asked for. */
export const builtIn: ReadonlyMap<string, () => Promise<Generator>> = new Map([
  ["typescript", async () => (await import("@concordat/gen-typescript")).default],
  ["docs", async () => (await import("@concordat/gen-docs")).default],
]);

export type TargetFlags = {
  readonly target?: string | undefined;
  readonly out?: string | undefined;
  readonly package?: string | undefined;
};

/** A target with its output folder, absolute. */
export type Output = Omit<GenerationTarget, "out"> & { readonly folder: string };

/**
 * What is to be made: all that the settings name, those of one target, or what the flags say alone.
 *
 * @throws {CliError} USAGE_FLAG_VALUE where there is nothing to make
 */
export function outputsOf(
  { target, out, package: packageName }: TargetFlags,
  settings: readonly GenerationTarget[],
  at: { readonly root: string; readonly cwd: string },
): readonly Output[] {
  const configured = settings.filter((each) => target === undefined || each.target === target);
  if (out === undefined) {
    if (configured.length === 0)
      throw cliErrors.USAGE_FLAG_VALUE({
        verb: "generate",
        flag: "--out",
        problem:
          target === undefined
            ? "is missing, and the settings name nothing to generate"
            : `is missing, and the settings name no output for ${target}`,
      });
    return configured.map(({ out: folder, ...rest }) => ({
      ...rest,
      ...(packageName !== undefined && { package: packageName }),
      folder: resolve(at.root, folder),
    }));
  }
  if (target === undefined)
    throw cliErrors.USAGE_FLAG_VALUE({
      verb: "generate",
      flag: "--target",
      problem: "is missing; it says what --out is for",
    });
  const folder = resolve(at.cwd, out);
  const same = configured.find((each) => resolve(at.root, each.out) === folder);
  const name = packageName ?? same?.package;
  return [
    {
      target,
      folder,
      ...(name !== undefined && { package: name }),
      ...(same?.settings !== undefined && { settings: same.settings }),
    },
  ];
}
