import { spawn } from "node:child_process";
import { accessSync, constants, statSync } from "node:fs";
import { delimiter, join } from "node:path";
import { killGroup } from "./processes.ts";

/** Every program of that name on PATH, in the order of PATH; also from further folders, which come last. */
export function findPrograms(name: string, alsoIn: readonly string[] = []): readonly string[] {
  const folders = (process.env.PATH ?? "").split(delimiter).filter((folder) => folder !== "");
  return [...new Set([...folders, ...alsoIn])].map((folder) => join(folder, name)).filter(isExecutable);
}

function isExecutable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return statSync(path).isFile();
  } catch {
    return false;
  }
}

export type RunOptions = {
  readonly cwd?: string;
  /** Added to ours. */
  readonly env?: Readonly<Record<string, string>>;
  readonly user?: { readonly uid: number; readonly gid: number } | undefined;
  /** Ends the program and everything that it started. */
  readonly signal?: AbortSignal;
  /** Told the pid as soon as there is one, and asked to forget it by calling what it returns. */
  readonly track?: (pid: number) => () => void;
};

export type RunResult = { readonly ok: boolean; readonly output: string };

/** How much of a talkative build we keep: the end of it, where the reason stands. */
const keptOutput = 64 * 1024;

/** Runs to the end; standard output and error come back as one text. Never rejects: not starting is a failure too. */
export function runProgram(
  program: string,
  args: readonly string[],
  options: RunOptions = {},
): Promise<RunResult> {
  const { cwd, env, user, signal, track } = options;
  if (signal?.aborted) return Promise.resolve({ ok: false, output: "interrupted" });
  return new Promise((resolve) => {
    // A group of its own, so that ending Maven ends the Java below it too.
    const child = spawn(program, args, {
      cwd,
      env: { ...process.env, ...env },
      ...user,
      detached: true,
      stdio: ["ignore", "pipe", "pipe"],
    });
    let output = "";
    const keep = (text: string) => {
      output = (output + text).slice(-keptOutput);
    };
    child.stdout.setEncoding("utf8").on("data", keep);
    child.stderr.setEncoding("utf8").on("data", keep);
    const untrack = child.pid === undefined ? undefined : track?.(child.pid);
    const interrupt = () => child.pid !== undefined && killGroup(child.pid);
    signal?.addEventListener("abort", interrupt, { once: true });
    const finish = (ok: boolean) => {
      signal?.removeEventListener("abort", interrupt);
      untrack?.();
      resolve({ ok, output });
    };
    child.on("error", (error) => {
      keep(error.message);
      finish(false);
    });
    child.on("close", (status) => finish(status === 0));
  });
}
