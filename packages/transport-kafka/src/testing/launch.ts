import { readFileSync, readlinkSync } from "node:fs";

/** How the broker of the tests was started, where it runs natively and the system tells. */
export type Launch = { readonly program: string; readonly args: readonly string[]; readonly cwd: string };

export function launchOf(pid: number | undefined): Launch | undefined {
  try {
    if (pid === undefined) return undefined;
    const words = readFileSync(`/proc/${pid}/cmdline`, "utf8").split("\0").slice(0, -1);
    const args = words.slice(1, -1);
    return { program: readlinkSync(`/proc/${pid}/exe`), args, cwd: readlinkSync(`/proc/${pid}/cwd`) };
  } catch {
    return undefined;
  }
}
