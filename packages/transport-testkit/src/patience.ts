import { setTimeout as sleep } from "node:timers/promises";

/**
 * Waits until something is so, however long that takes on this machine, and fails only when it takes so long that it is
 * not going to be. How fast a transport is, a benchmark says.
 */
export async function waitUntil(
  what: string,
  isSo: () => boolean | Promise<boolean>,
  patienceMs: number,
): Promise<void> {
  const end = performance.now() + patienceMs;
  for (let pause = 1; !(await isSo()); pause = Math.min(20, pause + 1)) {
    if (performance.now() > end) throw new Error(`waited ${patienceMs} ms, and still it is not so: ${what}`);
    await sleep(pause);
  }
}
