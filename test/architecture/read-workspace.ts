import { globSync, readFileSync } from "node:fs";
import { join, relative } from "node:path";
import { type Manifest, readWorkspaces } from "../../scripts/workspaces.ts";
import { type Import, readModule } from "./read-imports.ts";

/** A package as the law sees it: plain data, read once. */
export type Package = {
  /** From the repository's root with forward slashes; `""` is the root itself, with test/ and scripts/. */
  readonly folder: string;
  readonly name: string;
  /** `"."` and `"./digest"` to files from the repository's root. */
  readonly entries: ReadonlyMap<string, string>;
  readonly dependencies: readonly Dependency[];
  readonly files: readonly SourceFile[];
};

export type Dependency = { readonly name: string; readonly kind: DependencyKind; readonly line: number };
export type SourceFile = {
  readonly path: string;
  readonly imports: readonly Import[];
  /** Lines that import what is named only when they run. */
  readonly computed: readonly number[];
};

const dependencyKinds = [
  "dependencies",
  "peerDependencies",
  "optionalDependencies",
  "devDependencies",
] as const;
export type DependencyKind = (typeof dependencyKinds)[number];

/** Built, fetched, or compared as text: not code that anyone imports. */
const notOurCode = ["node_modules", "dist", "coverage", "golden"];

/** The root comes last. */
export function readWorkspace(root: string): readonly Package[] {
  const workspaces = readWorkspaces(root);
  const folders = new Set(workspaces.map(({ folder }) => folder));
  return [...workspaces.map(({ folder }) => folder), ""].map((folder) => {
    const manifestText = readFileSync(join(root, folder, "package.json"), "utf8");
    const manifest = JSON.parse(manifestText) as Manifest;
    return {
      folder,
      name: manifest.name,
      entries: new Map(
        Object.entries(manifest.exports ?? {}).map(([entry, file]) => [entry, inside(folder, file.slice(2))]),
      ),
      dependencies: dependencyKinds.flatMap((kind) =>
        Object.keys(manifest[kind] ?? {}).map((name) => ({
          name,
          kind,
          line: lineOf(manifestText, kind, name),
        })),
      ),
      files: sourcesOf(root, folder, folders),
    };
  });
}

function sourcesOf(root: string, folder: string, workspaces: ReadonlySet<string>): readonly SourceFile[] {
  const skip = ({ name, parentPath }: { name: string; parentPath: string }) =>
    name.startsWith(".") ||
    notOurCode.includes(name) ||
    workspaces.has(pathFrom(root, join(parentPath, name)));
  return globSync("**/*.{ts,mts,cts,js,mjs,cjs}", {
    cwd: join(root, folder),
    withFileTypes: true,
    exclude: skip,
  })
    .filter((entry) => entry.isFile())
    .map(({ parentPath, name }) => join(parentPath, name))
    .sort()
    .map((absolute) => {
      const path = pathFrom(root, absolute);
      return { path, ...readModule(path, readFileSync(absolute, "utf8")) };
    });
}

function lineOf(manifestText: string, kind: string, name: string): number {
  const from = manifestText.indexOf(`"${kind}"`);
  return manifestText.slice(0, manifestText.indexOf(`"${name}"`, from)).split("\n").length;
}

function pathFrom(root: string, absolute: string): string {
  return relative(root, absolute).replaceAll("\\", "/");
}

function inside(folder: string, file: string): string {
  return folder === "" ? file : `${folder}/${file}`;
}
