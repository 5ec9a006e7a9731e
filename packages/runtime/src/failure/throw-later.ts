/**
 * Makes of an error one that nobody catches, outside of the code that runs now. For what was handed in and fails in the middle of
 * somebody else's work: it must be seen, and must not become the outcome of that work.
 */
export function throwLater(error: unknown): void {
  queueMicrotask(() => {
    throw error;
  });
}
