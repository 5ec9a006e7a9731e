import { matchesText } from "@concordat/contracts";
import { codegenErrors, type GeneratorOptions } from "@concordat/gen-core";
import { isSafeAddress } from "@concordat/gen-core/html";

/** What the snippets speak of. */
export type Usage = {
  /** Where a registry answers, without a slash at the end. */
  readonly registry: string;
  /** What an event of this type is imported from. */
  packageOf(type: string): string;
};

const defaultRegistry = "http://127.0.0.1:8081";
const defaultPackage = "@concordat/sdk";

/**
 * `registry`: an address. `sdk`: the generated package, and its entries as the settings of its own target have them.
 *
 * @throws {CodegenError} CODEGEN_OPTION
 */
export function usageOf({ registry = defaultRegistry, sdk = {} }: GeneratorOptions["settings"]): Usage {
  if (typeof registry !== "string" || !/^https?:\/\//.test(registry) || !isSafeAddress(registry))
    throw codegenErrors.CODEGEN_OPTION({
      option: "registry",
      trouble: "is no address that begins with http:// or https://",
    });
  if (!isRecord(sdk))
    throw codegenErrors.CODEGEN_OPTION({ option: "sdk", trouble: "is no object with package and entries" });
  const { package: name = defaultPackage, entries = {} } = sdk;
  if (typeof name !== "string" || !isRecord(entries))
    throw codegenErrors.CODEGEN_OPTION({
      option: "sdk",
      trouble: "has no name as its package, or no map as its entries",
    });
  const patterns = Object.entries(entries).map(
    ([path, types]) => [path, [types].flat().map(String)] as const,
  );
  return {
    registry: registry.replace(/\/+$/, ""),
    packageOf(type) {
      const entry = patterns.find(([, types]) => types.some((pattern) => matchesText(pattern, type)));
      return `${name}${entry?.[0].slice(1) ?? ""}`;
    },
  };
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
