import { globSync, readFileSync } from "node:fs";
import { join, posix } from "node:path";
import type { Change } from "@concordat/gen-core/files";

/** Something committed that follows from something else. Runs without side effects; writing is done here. */
export type Generator = {
  readonly name: string;
  /** Globs from the repository's root. Every file there is this generator's, and what it no longer makes is removed. */
  readonly owns: readonly string[];
  /** Paths from the repository's root to whole texts. */
  readonly run: () => GeneratedFiles | Promise<GeneratedFiles>;
};

export type GeneratedFiles = Readonly<Record<string, string>>;

/** What would have to change under `root` for the generator's files to be current; empty when they are. */
export async function planChanges(root: string, { name, owns, run }: Generator): Promise<readonly Change[]> {
  const files = await run();
  for (const path of Object.keys(files))
    if (!owns.some((glob) => posix.matchesGlob(path, glob)))
      throw new Error(
        `generator "${name}" made ${path}, which its \`owns\` (${owns.join(", ")}) does not cover`,
      );
  const present = owns.flatMap((glob) => globSync(glob, { cwd: root, withFileTypes: true }));
  const existing = present
    .filter((entry) => entry.isFile())
    .map(({ parentPath, name: file }) => posix.relative(toPosix(root), toPosix(join(parentPath, file))));
  return [...new Set([...Object.keys(files), ...existing])]
    .sort()
    .map((path) => ({
      path,
      before: existing.includes(path) ? readFileSync(join(root, path), "utf8") : undefined,
      after: files[path],
    }))
    .filter(({ before, after }) => before !== after);
}

function toPosix(path: string): string {
  return path.replaceAll("\\", "/");
}
