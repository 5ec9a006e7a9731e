import { spawn } from "node:child_process";
import { once } from "node:events";
import { createInterface } from "node:readline";
import { setTimeout as sleep } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import type { ServiceOrder } from "./order.ts";

export type ServiceEnd = {
  /** 0 where it ended by itself and in order. */
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
  /** From being told to having ended. */
  readonly tookMs: number;
  /** Publishes that had no answer when the transport had closed; `undefined` where it did not close. */
  readonly unanswered: number | undefined;
};

/** After so long it is ended by force: a bound, and no measure. */
const patienceMs = 60_000;

/** Starts a service, lets it work for a moment, and tells it to go. */
export async function runService(
  order: ServiceOrder,
  worksMs: number,
  { quiet = false }: { readonly quiet?: boolean } = {},
): Promise<ServiceEnd> {
  const program = fileURLToPath(new URL("./main.ts", import.meta.url));
  const child = spawn(process.execPath, [program, JSON.stringify(order)], {
    stdio: ["ignore", "pipe", quiet ? "ignore" : "inherit"],
  });
  const exit = once(child, "exit") as Promise<[number | null, NodeJS.Signals | null]>;
  const insist = setTimeout(() => child.kill("SIGKILL"), 2 * patienceMs);
  let unanswered: number | undefined;
  const isAtWork = Promise.withResolvers<void>();
  createInterface({ input: child.stdout }).on("line", (line) => {
    const [, pending] = /^closed (\d+)$/.exec(line) ?? [];
    if (pending !== undefined) unanswered = Number(pending);
    if (line === "at work") isAtWork.resolve();
  });
  try {
    await Promise.race([isAtWork.promise, exit]);
    await sleep(worksMs);
    const told = performance.now();
    child.kill("SIGTERM");
    const [code, signal] = await Promise.race([exit, forced(child.kill.bind(child), exit)]);
    return { code, signal, tookMs: performance.now() - told, unanswered };
  } finally {
    clearTimeout(insist);
  }
}

async function forced<T>(kill: (signal: NodeJS.Signals) => boolean, exit: Promise<T>): Promise<T> {
  await sleep(patienceMs, undefined, { ref: false });
  kill("SIGKILL");
  return exit;
}
