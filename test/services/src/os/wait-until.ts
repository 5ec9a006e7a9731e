import { setTimeout as sleep } from "node:timers/promises";

export type WaitOptions = {
  /** Milliseconds after which the answer is "no". A bound against hanging, generous, never a measurement. */
  readonly within: number;
  /** Milliseconds between two looks; default 20. */
  readonly every?: number;
};

/** Looks until `check` says yes; answers whether it did. The first look is immediate. */
export async function waitUntil(
  check: () => boolean | Promise<boolean>,
  { within, every = 20 }: WaitOptions,
): Promise<boolean> {
  const deadline = performance.now() + within;
  for (;;) {
    if (await check()) return true;
    if (performance.now() > deadline) return false;
    await sleep(every);
  }
}
