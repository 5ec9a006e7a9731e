import type { Module } from "./modules.ts";

/** From the repository's root: everything that a run leaves behind. */
export const home = ".cache/mutation";

export function reportOf({ name }: Module): string {
  return `${home}/reports/${name}.json`;
}

/** What Stryker is told; one module a run, since each has tests of its own. */
export function strykerConfig(module: Module): Readonly<Record<string, unknown>> {
  const { name } = module;
  return {
    testRunner: "vitest",
    plugins: ["@stryker-mutator/vitest-runner"],
    vitest: { configFile: "test/mutation/vitest.config.ts", related: false },
    mutate: [`packages/compat/src/${name}/**/*.ts`, "!**/*.test.ts", "!**/testing/**", "!**/index.ts"],
    coverageAnalysis: "perTest",
    concurrency: 1,
    incremental: true,
    incrementalFile: `${home}/incremental/${name}.json`,
    reporters: ["json", "progress-append-only"],
    jsonReporter: { fileName: reportOf(module) },
    tempDirName: `${home}/sandbox/${name}`,
    // The sandbox holds the engine and the official suite; everything else is found through node_modules as it is.
    ignorePatterns: [
      ...["*", "!package.json", "!packages", "packages/*", "!packages/compat", "!packages/compat/**"],
      ...["!test", "test/*", "!test/mutation", "!test/mutation/**"],
      ...["!.cache", ".cache/*", "!.cache/json-schema-test-suite", "!.cache/json-schema-test-suite/**"],
    ],
    // It reads tsconfig.json through TypeScript's JavaScript API, which TypeScript 7 no longer has.
    tsconfigFile: "none",
    timeoutMS: 10_000,
    warnings: { slow: false },
  };
}
