import type { Manifest } from "../workspaces.ts";

/**
 * The manifest that users install: the one of the repository, with entries that point at built files.
 *
 * In the repository `exports` names TypeScript sources, so that everything runs without a build and without a
 * custom resolution condition; npm has no `publishConfig.exports`, so the published folder carries its own manifest.
 */
export function publishManifest(manifest: Manifest): Record<string, unknown> {
  const { exports = {}, bin, files, scripts: _, devDependencies: __, publishConfig, ...rest } = manifest;
  const { directory: ___, bin: builtBin, ...publish } = (publishConfig ?? {}) as Record<string, unknown>;
  return {
    ...rest,
    engines: { node: ">=22" },
    exports: { ...mapValues(publishedEntries(exports), builtEntry), "./package.json": "./package.json" },
    // A command of the repository may have to find its Node first; what is published names the built file.
    ...(bin && { bin: builtBin ?? mapValues(bin, built) }),
    ...(files && { files }),
    publishConfig: publish,
  };
}

/** What only tests use stays here. */
export function publishedEntries(exports: Readonly<Record<string, string>>): Record<string, string> {
  return Object.fromEntries(Object.entries(exports).filter(([, source]) => !source.includes("/testing/")));
}

function builtEntry(source: string): unknown {
  if (!source.endsWith(".ts")) return source;
  return { types: built(source).replace(/\.js$/, ".d.ts"), default: built(source) };
}

/** `./src/index.ts` becomes `./index.js`. */
function built(source: string): string {
  return source.replace(/^\.\/src\//, "./").replace(/\.ts$/, ".js");
}

function mapValues<From, To>(
  record: Readonly<Record<string, From>>,
  map: (value: From) => To,
): Record<string, To> {
  return Object.fromEntries(Object.entries(record).map(([key, value]) => [key, map(value)]));
}
