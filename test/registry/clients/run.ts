import { spawn } from "node:child_process";

export type Ran = { readonly status: number | null; readonly stdout: string; readonly stderr: string };

/** Runs a program to its end. Not starting is a failure, too. */
export function run([program, ...parameters]: readonly [string, ...string[]], cwd: string): Promise<Ran> {
  return new Promise((resolve) => {
    const child = spawn(program, parameters, { cwd, stdio: ["ignore", "pipe", "pipe"] });
    const parts = { stdout: "", stderr: "" };
    child.stdout.setEncoding("utf8").on("data", (text) => {
      parts.stdout += text;
    });
    child.stderr.setEncoding("utf8").on("data", (text) => {
      parts.stderr += text;
    });
    child.on("error", ({ message }) => resolve({ status: null, stdout: "", stderr: message }));
    child.on("close", (status) => resolve({ status, ...parts }));
  });
}
