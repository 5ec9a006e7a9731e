import { execFileSync } from "node:child_process";
import { contractErrors } from "../errors.ts";

export type GitOutcome = { readonly out: Buffer } | { readonly status: number; readonly said: string };

/**
 * Runs one plumbing command in a folder and waits for it. A command that answers "no" is an outcome, for the caller to
 * put into words; only git's absence is thrown.
 *
 * Callers put `--end-of-options` before every word that a person typed.
 *
 * @throws {ContractError} GIT_MISSING
 */
export function runGit(folder: string, args: readonly string[], input?: string): GitOutcome {
  // Hooks are run with these set, relative to another folder than ours; the repository is found by where the project lies.
  const { GIT_DIR: _dir, GIT_WORK_TREE: _tree, GIT_PREFIX: _prefix, ...environment } = process.env;
  try {
    const out = execFileSync("git", ["--literal-pathspecs", ...args], {
      cwd: folder,
      // Reading must not take git's lock, and one of its messages is looked at.
      env: { ...environment, GIT_OPTIONAL_LOCKS: "0", LC_ALL: "C" },
      maxBuffer: 2 ** 30,
      stdio: ["pipe", "pipe", "pipe"],
      ...(input !== undefined && { input }),
    });
    return { out };
  } catch (cause) {
    const { code, status, stderr } = cause as { code?: string; status?: number | null; stderr?: Buffer };
    if (code === "ENOENT") throw contractErrors.GIT_MISSING(undefined, { cause });
    if (typeof status !== "number") throw cause;
    return { status, said: firstLine(String(stderr ?? "")) };
  }
}

function firstLine(text: string): string {
  return (
    text
      .trim()
      .split("\n")[0]
      ?.replace(/^(fatal|error): /, "") ?? ""
  );
}
