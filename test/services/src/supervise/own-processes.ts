import { mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { join } from "node:path";
import type { Launch } from "../kind.ts";
import { passingFolder } from "../paths.ts";
import type { Running } from "./engine.ts";
import { createRegister } from "./register.ts";
import { startProcess } from "./running-process.ts";

/** Processes of a test's own, beside those of the supervisor: they and their data go with the test, however it ends. */
export type OwnProcesses = {
  /** For their data. */
  readonly folder: string;
  start(name: string, launch: Launch): Promise<Running>;
  /** What is printed by those of that name. */
  logOf(name: string): string;
  /** After the last of them has ended. */
  close(): Promise<void>;
};

export function createOwnProcesses(prefix: string): OwnProcesses {
  mkdirSync(passingFolder(), { recursive: true });
  const folder = mkdtempSync(join(passingFolder(), `${prefix}-`));
  const register = createRegister(join(folder, "children.json"));
  const logOf = (name: string) => join(folder, `${name}.log`);
  return {
    folder,
    logOf,
    start: (name, launch) =>
      startProcess(launch, { version: "", register, log: logOf(name), stopSignal: "SIGTERM" }),
    async close() {
      await register.close();
      rmSync(folder, { recursive: true, maxRetries: 10 });
    },
  };
}
