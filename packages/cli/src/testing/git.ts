import { execFileSync } from "node:child_process";
import type { TemporaryProject } from "./temporary-project.ts";

/** Runs git in the project, apart from all settings of the machine. */
export function git({ root }: Pick<TemporaryProject, "root">, ...args: readonly string[]): string {
  const env = { ...process.env, GIT_CONFIG_GLOBAL: "/dev/null", GIT_CONFIG_SYSTEM: "/dev/null" };
  return execFileSync("git", args, { cwd: root, env, encoding: "utf8", stdio: ["ignore", "pipe", "pipe"] });
}

/** Makes the folder a repository if it is none, and commits all that lies there to the branch `main`. */
export function commit(project: Pick<TemporaryProject, "root">): void {
  git(project, "init", "-q", "-b", "main");
  git(project, "config", "user.name", "Ada");
  git(project, "config", "user.email", "ada@example.com");
  git(project, "add", "-A");
  git(project, "commit", "-q", "-m", "a state");
}
