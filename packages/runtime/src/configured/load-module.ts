import { createRequire } from "node:module";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { didYouMean } from "@concordat/errors";
import type { TransportModule } from "../transport/transport-module.ts";
import { type Choice, reservedNames } from "./choice.ts";
import { configuredErrors } from "./configured-errors.ts";
import { knownPackages, memoryModule } from "./known-transports.ts";

/**
 * The module behind a name: one that was handed in, the embedded one, or that of a package.
 *
 * A package is looked for from the folder of the project, so that the one is found that the project installed, however its package
 * manager lays things out. What is imported runs; so it is a package's name that was looked up or that the project itself wrote down.
 */
export async function loadModule(
  { name, package: named, at }: Pick<Choice, "name" | "package" | "at">,
  folder: string,
  modules: readonly TransportModule[],
): Promise<TransportModule> {
  const ready = [...modules, memoryModule].find((each) => each.name === name);
  if (ready !== undefined && named === undefined) return ready;
  const from = named ?? knownPackages.get(name);
  if (from === undefined) {
    const known = [...modules.map((each) => each.name), memoryModule.name, ...knownPackages.keys()];
    throw configuredErrors.TRANSPORT_UNKNOWN({ name, at: at(), meant: didYouMean(name, known), known });
  }
  if (!/^(?:@[a-z0-9][a-z0-9._-]*\/)?[a-z0-9][a-z0-9._-]*$/.test(from))
    throw configuredErrors.TRANSPORT_CONFIG({
      at: at("package"),
      trouble: `${JSON.stringify(from)} is no name of a package`,
      advice: "write it as npm has it, such as @acme/concordat-transport-rabbit",
    });
  const { transportModule } = await installing(name, folder, () => importFrom(folder, from));
  return checked(transportModule, name, from);
}

/** Says of a package that is missing, the transport's own or the client of its broker, how to get it. */
export async function installing<Result>(
  name: string,
  folder: string,
  work: () => Promise<Result>,
): Promise<Result> {
  try {
    return await work();
  } catch (cause) {
    const missing = missingPackage(cause);
    if (missing === undefined) throw cause;
    throw configuredErrors.TRANSPORT_NOT_INSTALLED({ name, package: missing, folder }, { cause });
  }
}

async function importFrom(folder: string, name: string): Promise<{ readonly transportModule?: unknown }> {
  let file: string | undefined;
  try {
    file = createRequire(join(folder, "package.json")).resolve(name);
  } catch {
    // Not there, or only for `import`: then it is found from here, or nowhere.
  }
  return import(file === undefined ? name : pathToFileURL(file).href);
}

function missingPackage(error: unknown): string | undefined {
  const { code, message } = (error ?? {}) as NodeJS.ErrnoException;
  return code === "ERR_MODULE_NOT_FOUND" ? /^Cannot find package '([^']+)'/.exec(message)?.[1] : undefined;
}

function checked(given: unknown, name: string, from: string): TransportModule {
  const found = (given ?? {}) as Partial<TransportModule>;
  const refuse = (trouble: string) => configuredErrors.TRANSPORT_MODULE({ name, package: from, trouble });
  if (given === undefined) throw refuse("it exports no `transportModule`");
  if (found.name !== name) throw refuse(`its transport is called ${JSON.stringify(found.name)}`);
  if (typeof found.open !== "function" || typeof found.settings !== "object")
    throw refuse("its `transportModule` has no `open` or no `settings`");
  const taken = reservedNames.find((reserved) => Object.hasOwn(found.settings ?? {}, reserved));
  if (taken !== undefined) throw refuse(`it calls a setting "${taken}", which has a meaning already`);
  return found as TransportModule;
}
