import { mkdirSync, mkdtempSync, readdirSync, renameSync, rmdirSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { foldedPath, foldersAbove } from "./folded.ts";
import { manifestName, promisedManifest } from "./manifest.ts";
import type { Change } from "./plan.ts";
import { clearStaging, stagingPrefix } from "./staging.ts";

/**
 * Puts planned changes in place. Every text is written to the disk first, beside the folder's files, and only then do all of them
 * take their places: a full disk, or a refusal, leaves the old output whole. What a run that was killed left behind is cleared away; the manifest names
 * all files before the first of them moves, so that the next run knows them as generated, and is itself the last to be right.
 */
export function applyFiles(folder: string, changes: readonly Change[]): void {
  clearStaging(folder);
  if (changes.length === 0) return;
  mkdirSync(folder, { recursive: true });
  const staging = mkdtempSync(join(folder, stagingPrefix));
  try {
    const written = changes.flatMap(({ path, after }, index) => {
      if (after === undefined) return [];
      const staged = join(staging, String(index));
      writeFileSync(staged, after, { flush: true });
      return [{ staged, path }];
    });
    const removed = changes.filter(({ after }) => after === undefined).map(({ path }) => path);
    const [first = [], last = []] = parted(removed, isInTheWay(written.map(({ path }) => path)));
    const manifest = changes.find(({ path }) => path === manifestName)?.after;
    if (manifest !== undefined) {
      const promised = join(staging, "promised");
      writeFileSync(promised, promisedManifest(folder, manifest), { flush: true });
      renameSync(promised, join(folder, manifestName));
    }
    for (const path of first) remove(folder, path);
    for (const { path } of written) mkdirSync(dirname(join(folder, path)), { recursive: true });
    const [files = [], manifests = []] = parted(written, ({ path }) => path !== manifestName);
    for (const { staged, path } of files) renameSync(staged, join(folder, path));
    for (const path of last) remove(folder, path);
    for (const { staged, path } of manifests) renameSync(staged, join(folder, path));
  } finally {
    rmSync(staging, { recursive: true, force: true });
  }
}

/**
 * Whether a file must go before others can come: it stands where a folder is wanted, or below what becomes a file. Or it has the
 * name of one of them in other letters: removed afterwards, it would be the new one that is gone where case does not count.
 */
function isInTheWay(written: readonly string[]): (removed: string) => boolean {
  const files = new Set(written.map(foldedPath));
  const all = new Set([...files, ...written.flatMap(foldersAbove).map(foldedPath)]);
  return (removed) =>
    all.has(foldedPath(removed)) || foldersAbove(removed).some((above) => files.has(foldedPath(above)));
}

function parted<Item>(items: readonly Item[], isFirst: (item: Item) => boolean) {
  return [items.filter(isFirst), items.filter((item) => !isFirst(item))];
}

/** And the folders that held nothing else. */
function remove(folder: string, path: string): void {
  rmSync(join(folder, path), { force: true });
  for (const above of foldersAbove(path)) {
    if (readdirSync(join(folder, above)).length > 0) return;
    rmdirSync(join(folder, above));
  }
}
