/**
 * Calls `end` once the process that started this one is gone.
 *
 * npm runs a script through a shell, and the shell passes no signal on: whoever ends `npm start` would leave the
 * server behind, with its port. An orphan is adopted by another process, which is how it can be told.
 */
export function endWithParent(
  end: () => void,
  { parent, everyMs }: { readonly parent: () => number; readonly everyMs: number },
): void {
  const first = parent();
  const watch = setInterval(() => {
    if (parent() === first) return;
    clearInterval(watch);
    end();
  }, everyMs);
  // Watching is no reason to live.
  watch.unref();
}
