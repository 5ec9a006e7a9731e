import type { GenerationInput, Scaffold } from "@concordat/gen-core";
import type { SdkSettings } from "./settings.ts";
import { hasTopology } from "./topology-file.ts";

/** What a package needs beside its code; written once, and the user's own from then on. */
export function packageFiles(
  input: GenerationInput,
  { packageName, entries }: SdkSettings,
): ReadonlyMap<string, Scaffold> {
  const { title, description } = input;
  const exported = [
    ...entries.map(({ path, name }) => [path, path === "." ? "./src/index.ts" : `./src/${name}.ts`] as const),
    ["./contracts", "./src/contracts.ts"] as const,
    ["./testing", "./src/testing.ts"] as const,
    ...(hasTopology(input) ? [["./topology", "./src/topology.ts"] as const] : []),
  ];
  const manifest = {
    name: packageName,
    version: "0.0.0",
    description: (description ?? `${title}: typed publishers and consumers.`)
      .replace(/\s+/g, " ")
      .slice(0, 200),
    type: "module",
    sideEffects: false,
    exports: Object.fromEntries(exported),
    dependencies: { "@concordat/runtime": "*" },
  };
  return new Map([["package.json", { scaffold: `${JSON.stringify(manifest, null, 2)}\n` }]]);
}
