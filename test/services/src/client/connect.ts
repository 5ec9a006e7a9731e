import { spawn } from "node:child_process";
import { once } from "node:events";
import { closeSync, mkdirSync, openSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { serviceErrors } from "../errors.ts";
import { connectToHolder } from "../os/claim.ts";
import { runFolder, supervisorLog, supervisorName } from "../paths.ts";
import type { SupervisorCommands } from "../supervise/commands.ts";
import { tail } from "../supervise/instance.ts";
import { type Caller, createCaller } from "./wire.ts";

export type Supervisor = Caller<SupervisorCommands>;

/** Names the socket of a test run's main process to its workers, which tell the supervisor to live as long as that one. */
export const ownerVariable = "CONCORDAT_SERVICES_OWNER";

/**
 * The supervisor of this checkout, started if there is none. The connection keeps it alive.
 *
 * @param name whose sake it is for, in the refusal on a system that cannot run it.
 */
export async function connectSupervisor(name: string): Promise<Supervisor> {
  if (process.platform === "win32")
    throw serviceErrors.SERVICE_UNAVAILABLE({
      name,
      reason: "services run on Linux and macOS",
      remedy: "use WSL",
    });
  for (;;) {
    const supervisor = await findSupervisor();
    if (supervisor) return supervisor;
    await startSupervisor();
  }
}

/** The supervisor, if there is one. */
export async function findSupervisor(): Promise<Supervisor | undefined> {
  for (;;) {
    const socket = await connectToHolder(supervisorName());
    if (socket === undefined) return undefined;
    const supervisor = createCaller<SupervisorCommands>(socket);
    const owner = process.env[ownerVariable];
    try {
      await supervisor.call("hello", owner === undefined ? {} : { owner });
      return supervisor;
    } catch (error) {
      // It was closing, and has closed: ask whoever comes after it. Anything else would only happen again.
      if (!supervisor.isLost()) throw error;
    }
  }
}

/** Resolves when one is there, be it the one started here or that of somebody who was faster. */
async function startSupervisor(): Promise<void> {
  mkdirSync(runFolder(), { recursive: true });
  const log = openSync(supervisorLog(), "a");
  // Detached and without our streams: it must survive a Ctrl-C here, to clear up after it.
  const child = spawn(process.execPath, [fileURLToPath(new URL("../supervisor.ts", import.meta.url))], {
    detached: true,
    cwd: runFolder(),
    stdio: ["ignore", log, log, "ipc"],
  });
  closeSync(log);
  await Promise.race([once(child, "message"), once(child, "exit")]);
  if (child.exitCode !== null && child.exitCode !== 0)
    throw serviceErrors.SERVICE_SUPERVISOR_LOST({
      reason: `it could not start\n${tail(supervisorLog(), 20)}`,
    });
  if (child.connected) child.disconnect();
  child.unref();
}
