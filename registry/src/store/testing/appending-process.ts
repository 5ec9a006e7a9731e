import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import { createInterface } from "node:readline";
import type { StoreAddress } from "../open-store.ts";

/** Another process that writes into the same store. */
export type AppendingProcess = {
  /** Lets it begin; resolves to the sequence numbers that were acknowledged, once it has ended well. */
  run(): Promise<readonly number[]>;
  readonly child: ChildProcess;
};

/** Resolves once it has the store open. */
export async function startAppending(
  address: StoreAddress,
  name: string,
  count: number,
): Promise<AppendingProcess> {
  const where = "databaseUrl" in address ? ["--database-url", address.databaseUrl] : ["--data", address.data];
  const child = spawn(
    process.execPath,
    [join(import.meta.dirname, "append-many.ts"), name, `${count}`, ...where],
    { stdio: ["pipe", "pipe", "pipe"] },
  );
  const lines = createInterface({ input: child.stdout });
  const errors: string[] = [];
  child.stderr.setEncoding("utf8").on("data", (text) => errors.push(text));
  const ended = once(child, "close");
  const numbers: number[] = [];
  const ready = once(lines, "line");
  await Promise.race([ready, ended]);
  if (child.exitCode !== null) throw new Error(errors.join(""));
  lines.on("line", (line) => numbers.push(Number(line)));
  return {
    child,
    async run() {
      child.stdin.write("go\n");
      const [code] = await ended;
      if (code !== 0) throw new Error(errors.join(""));
      return numbers;
    },
  };
}
