import { spawnSync } from "node:child_process";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { root } from "../../scripts/workspaces.ts";
import type { Contender, Usage } from "./contender.ts";

const reporter = join(dirname(fileURLToPath(import.meta.url)), "report-usage.cjs");

/**
 * Whole runs of Node with these arguments, one after the other, in the repository's root; `exit` is how they end.
 *
 * Node cannot ask the system what a child used, so each child says so itself as it ends. What comes after
 * that moment (tearing the process down, about 3 ms) is left out for every contender alike.
 */
export function childProcess(
  name: string,
  args: readonly string[],
  { exit = 0 }: { readonly exit?: number } = {},
): Contender {
  return {
    name,
    measure(iterations) {
      let total: Usage = { cpu: 0, wall: 0 };
      for (let index = 0; index < iterations; index += 1) {
        const { cpu, wall } = runOnce(name, args, exit);
        total = { cpu: total.cpu + cpu, wall: total.wall + wall };
      }
      return total;
    },
  };
}

function runOnce(name: string, args: readonly string[], exit: number): Usage {
  const start = process.hrtime.bigint();
  const { status, stderr, output, error } = spawnSync(process.execPath, ["--require", reporter, ...args], {
    cwd: root,
    env: { ...process.env, NODE_OPTIONS: "" },
    stdio: ["ignore", "ignore", "pipe", "pipe"],
    encoding: "utf8",
  });
  const wall = Number(process.hrtime.bigint() - start) / 1000;
  if (status !== exit) throw new Error(`${name} ended with ${status}: ${error?.message ?? stderr}`);
  return { cpu: Number(output[3]), wall };
}
