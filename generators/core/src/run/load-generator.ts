import { createRequire } from "node:module";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { isTargetName } from "@concordat/contracts";
import { codegenErrors } from "../errors.ts";
import type { Generator } from "../generator.ts";

export type LoadOptions = {
  /** Where a project's own generators are looked for: its folder, and the node_modules above. */
  readonly root: string;
  /** Generators that need no search, by target. */
  readonly builtIn: ReadonlyMap<string, () => Promise<Generator>>;
};

/**
 * The generator of a target: one that comes along, or the default export of a package. `--target rust` finds
 * `@concordat/gen-rust` or `concordat-gen-rust`; a full package name finds that package.
 *
 * @throws {CodegenError} CODEGEN_TARGET_UNKNOWN
 */
export async function loadGenerator(target: string, { root, builtIn }: LoadOptions): Promise<Generator> {
  const known = builtIn.get(target);
  if (known !== undefined) return known();
  // What is imported runs; so it is a package's name, and never a path or an address.
  if (!isTargetName(target))
    throw codegenErrors.CODEGEN_TARGET_UNKNOWN({ target, reason: "that is no target and no package name" });
  const names = target.startsWith("@")
    ? [target]
    : [`@concordat/gen-${target}`, `concordat-gen-${target}`, target];
  const require = createRequire(join(root, "package.json"));
  for (const name of names) {
    const file = resolved(name, require);
    if (file === undefined) continue;
    const { default: generator } = (await import(pathToFileURL(file).href)) as { readonly default?: unknown };
    if (isGenerator(generator)) return generator;
    throw codegenErrors.CODEGEN_TARGET_UNKNOWN({
      target,
      reason: `the package ${name} exports no generator by default`,
    });
  }
  const tried = [...builtIn.keys()].join(", ");
  throw codegenErrors.CODEGEN_TARGET_UNKNOWN({
    target,
    reason: `no package ${names.join(", ")} is installed; what comes along: ${tried}`,
  });
}

function resolved(name: string, require: NodeJS.Require): string | undefined {
  try {
    return require.resolve(name);
  } catch {
    return undefined;
  }
}

function isGenerator(value: unknown): value is Generator {
  const { name, generate } = (value ?? {}) as Partial<Generator>;
  return typeof name === "string" && typeof generate === "function";
}
