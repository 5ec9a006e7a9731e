import { existsSync, type FSWatcher, statSync, watch } from "node:fs";
import { basename, dirname } from "node:path";

/** Editors write a file in several steps; what comes within this time is one change. */
const settleMs = 15;

export type Watch = {
  /**
   * Calls `changed` after each change since the watch was opened, one call at a time; a change during a call leads to one more.
   * Resolves once `signal` is aborted and the last call is done.
   */
  follow(changed: () => Promise<void>, signal: AbortSignal): Promise<void>;
  close(): void;
};

/** Watches files and folders from now on, those among them that do not exist yet. */
export function openWatch(paths: readonly string[]): Watch {
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
  const watched = paths.map((path) => watchPath(path, notice));
  return {
    async follow(changed, signal) {
      signal.addEventListener("abort", () => wake(), { once: true });
      while (!signal.aborted) {
        if (isStale) {
          isStale = false;
          await changed();
        } else
          await new Promise<void>((resolve) => {
            wake = resolve;
          });
      }
    },
    close() {
      clearTimeout(timer);
      for (const close of watched) close();
    },
  };
}

/**
 * Watches a path through the folder above it: editors replace files, and branches that are checked out replace folders, and whoever
 * watches the old one hears nothing more.
 */
function watchPath(path: string, notice: () => void): () => void {
  let inode: number | undefined;
  let inner: FSWatcher | undefined;
  const renew = () => {
    const found = statSync(path, { throwIfNoEntry: false });
    const now = found?.isDirectory() ? found.ino : undefined;
    if (now === inode) return;
    inode = now;
    inner?.close();
    inner = now === undefined ? undefined : watchQuietly(path, { recursive: true }, notice);
  };
  const name = basename(path);
  const above = existsSync(dirname(path))
    ? watchQuietly(dirname(path), {}, (file) => {
        if (file !== name) return;
        renew();
        notice();
      })
    : undefined;
  renew();
  return () => {
    above?.close();
    inner?.close();
  };
}

/** A watched folder that goes away is a change like another, and no reason to end. */
function watchQuietly(
  folder: string,
  options: { readonly recursive?: boolean },
  heard: (file: string | null) => void,
): FSWatcher {
  const watcher = watch(folder, options, (_, file) => heard(file));
  watcher.on("error", () => heard(null));
  return watcher;
}
