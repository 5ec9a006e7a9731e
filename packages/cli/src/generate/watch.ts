import { existsSync, type FSWatcher, statSync, watch } from "node:fs";
import { basename, dirname } from "node:path";

/** Editors write a file in several steps; what comes within this time is one change. */
const settleMs = 15;

/**
 * Calls `changed` after each change below the paths, one call at a time; a change during a call leads to one more. Resolves once
 * `signal` is aborted and the last call is done.
 */
export async function watchPaths(
  paths: readonly string[],
  changed: () => Promise<void>,
  signal: AbortSignal,
): Promise<void> {
  let isStale = false;
  let wake = () => {};
  let timer: NodeJS.Timeout | undefined;
  const notice = () => {
    clearTimeout(timer);
    timer = setTimeout(() => {
      isStale = true;
      wake();
    }, settleMs);
  };
  const watchers = paths.flatMap((path) => watcherOf(path, notice));
  signal.addEventListener("abort", () => wake(), { once: true });
  try {
    while (!signal.aborted) {
      if (!isStale) {
        await new Promise<void>((resolve) => {
          wake = resolve;
        });
        continue;
      }
      isStale = false;
      await changed();
    }
  } finally {
    clearTimeout(timer);
    for (const watcher of watchers) watcher.close();
  }
}

/** A file is watched through its folder: editors replace it, and a watcher of the old one hears nothing more. */
function watcherOf(path: string, notice: () => void): readonly FSWatcher[] {
  if (!existsSync(path)) return [];
  if (statSync(path).isDirectory()) return [watch(path, { recursive: true }, notice)];
  const name = basename(path);
  return [watch(dirname(path), (_, file) => void (file === name && notice()))];
}
