import { spawnSync } from "node:child_process";
import { identifyProcess, killTree, type ProcessId } from "../os/processes.ts";

/** Something that must not outlive its supervisor. */
export type Ward =
  | { readonly process: ProcessId }
  /** What has no process of ours, such as a container: a command that ends it. */
  | { readonly command: readonly string[] };

/** `undefined` for a process that is already gone. */
export function processWard(pid: number): Ward | undefined {
  const id = identifyProcess(pid);
  return id && { process: id };
}

/** Without mercy and without waiting for it to have an effect; harmless when it ended long ago. */
export function endWard(ward: Ward): void {
  if ("process" in ward) {
    killTree(ward.process);
  } else {
    const [program = "", ...args] = ward.command;
    spawnSync(program, args, { stdio: "ignore", timeout: 60_000 });
  }
}
