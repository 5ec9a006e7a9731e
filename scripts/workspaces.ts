import { globSync, readFileSync } from "node:fs";
import { dirname, join, relative } from "node:path";
import { fileURLToPath } from "node:url";

export const root = dirname(dirname(fileURLToPath(import.meta.url)));

/** The members of a package.json that our scripts read. */
export type Manifest = {
  readonly name: string;
  readonly version: string;
  readonly private?: boolean;
  readonly exports?: Readonly<Record<string, string>>;
  readonly bin?: Readonly<Record<string, string>>;
  readonly files?: readonly string[];
  readonly dependencies?: Readonly<Record<string, string>>;
  readonly [member: string]: unknown;
};

export type Workspace = {
  /** From the repository's root, with forward slashes. */
  readonly folder: string;
  readonly manifest: Manifest;
};

/** Every workspace that the root package.json names, in the order of their folders. */
export function readWorkspaces(from: string = root): readonly Workspace[] {
  const { workspaces } = readJson(join(from, "package.json")) as { workspaces: string[] };
  return workspaces
    .flatMap((pattern) => globSync(`${pattern}/package.json`, { cwd: from }))
    .map((path) => ({
      folder: dirname(path).replaceAll("\\", "/"),
      manifest: readJson(join(from, path)) as Manifest,
    }))
    .sort((a, b) => (a.folder < b.folder ? -1 : 1));
}

export function isPublishable({ manifest }: Workspace): boolean {
  return manifest.private !== true;
}

export function fromRoot(path: string): string {
  return relative(root, path).replaceAll("\\", "/");
}

function readJson(path: string): unknown {
  return JSON.parse(readFileSync(path, "utf8"));
}
