import { spawnSync } from "node:child_process";
import { existsSync, mkdirSync, renameSync, rmSync } from "node:fs";
import { join } from "node:path";
import { home } from "./install.ts";

/** A public repository at a commit, of which a set reads some folders. */
export type Source = {
  /** Its folder below `.cache/fidelity/sources/`. */
  readonly name: string;
  readonly repository: string;
  readonly commit: string;
};

/**
 * The repository's files, brought once; or why they could not be had. Where the repository cannot be reached, its
 * files may be put into `.cache/fidelity/sources/<name>/` by hand.
 */
export function source({
  name,
  repository,
  commit,
}: Source): { readonly folder: string } | { readonly missing: string } {
  const folder = join(home, "sources", name);
  if (existsSync(folder)) return { folder };
  const work = `${folder}.partial`;
  rmSync(work, { recursive: true, force: true });
  mkdirSync(work, { recursive: true });
  const steps = [
    ["init", "--quiet"],
    ["fetch", "--quiet", "--depth", "1", repository, commit],
    ["checkout", "--quiet", "FETCH_HEAD"],
  ];
  for (const step of steps) {
    const env = { ...process.env, GIT_TERMINAL_PROMPT: "0" };
    const { status, stderr, error } = spawnSync("git", step, { cwd: work, encoding: "utf8", env });
    if (status === 0) continue;
    return { missing: `${repository} cannot be had: ${error?.message ?? stderr.trim().split("\n").at(-1)}` };
  }
  renameSync(work, folder);
  return { folder };
}
