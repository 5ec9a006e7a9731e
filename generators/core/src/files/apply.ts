import { mkdirSync, mkdtempSync, readdirSync, renameSync, rmdirSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import type { Change } from "./plan.ts";

/**
 * Puts planned changes in place. Every text is written to the disk first, beside the folder's files, and only then do all of them
 * take their places: a full disk, or a refusal, leaves the old output whole.
 */
export function applyFiles(folder: string, changes: readonly Change[]): void {
  if (changes.length === 0) return;
  mkdirSync(folder, { recursive: true });
  const staging = mkdtempSync(join(folder, ".concordat-staging-"));
  try {
    const written = changes.flatMap(({ path, after }, index) => {
      if (after === undefined) return [];
      const staged = join(staging, String(index));
      writeFileSync(staged, after, { flush: true });
      mkdirSync(dirname(join(folder, path)), { recursive: true });
      return [{ staged, path }];
    });
    for (const { staged, path } of written) renameSync(staged, join(folder, path));
    for (const { path, after } of changes) if (after === undefined) remove(folder, path);
  } finally {
    rmSync(staging, { recursive: true, force: true });
  }
}

/** And the folders that held nothing else. */
function remove(folder: string, path: string): void {
  rmSync(join(folder, path), { force: true });
  for (let above = dirname(path); above !== "."; above = dirname(above)) {
    if (readdirSync(join(folder, above)).length > 0) return;
    rmdirSync(join(folder, above));
  }
}
