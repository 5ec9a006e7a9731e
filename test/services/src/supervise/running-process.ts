import { spawn } from "node:child_process";
import { once } from "node:events";
import { closeSync, mkdirSync, openSync } from "node:fs";
import { dirname } from "node:path";
import type { Launch, SystemUser } from "../kind.ts";
import {
  familyOf,
  hasEnded,
  identifyProcess,
  killTree,
  type ProcessId,
  signalProcess,
  stopProcess,
} from "../os/processes.ts";
import type { Running } from "./engine.ts";
import type { Register } from "./register.ts";
import { processWard } from "./ward.ts";

export type ProcessOptions = {
  readonly version: string;
  readonly user?: SystemUser | undefined;
  readonly register: Register;
  readonly log: string;
  readonly stopSignal: NodeJS.Signals;
};

/** Longer than an orderly stop of anything here takes. */
const patience = 20_000;

/** Starts a program as a ward of the register, its output appended to a log. */
export async function startProcess(launch: Launch, options: ProcessOptions): Promise<Running> {
  const { program, args, cwd, env } = launch;
  mkdirSync(dirname(options.log), { recursive: true });
  const log = openSync(options.log, "a");
  // A group of its own: Ctrl-C in the terminal of `up` reaches neither it nor the supervisor, and `killTree` the whole of it.
  const child = spawn(program, args, {
    cwd,
    env: { ...process.env, ...env },
    ...options.user,
    detached: true,
    stdio: ["ignore", log, log],
  });
  closeSync(log);
  const { pid } = child;
  if (pid === undefined) throw (await once(child, "error"))[0];
  const untrack = options.register.track(processWard(pid));
  const ended = once(child, "exit").then(untrack);
  const isOver = () => child.exitCode !== null || child.signalCode !== null;

  return {
    pid,
    version: options.version,
    ended,
    hasEnded: isOver,
    async stop() {
      if (isOver()) return;
      child.kill(options.stopSignal);
      // Whoever is paused cannot hear the other signal.
      goOn(pid);
      const insist = setTimeout(() => child.kill("SIGKILL"), patience);
      await ended;
      clearTimeout(insist);
    },
    async kill9() {
      const family = membersOf(pid);
      child.kill("SIGKILL");
      await ended;
      // PostgreSQL's backends leave when they see that the postmaster is dead, and until then nobody can start anew.
      for (const member of family) if (!(await hasEnded(member, patience))) killTree(member);
    },
    async pause() {
      await Promise.all(membersOf(pid).map((member) => stopProcess(member, patience)));
    },
    resume: async () => goOn(pid),
  };
}

function membersOf(pid: number): readonly ProcessId[] {
  return familyOf(pid).flatMap((member) => identifyProcess(member) ?? []);
}

function goOn(pid: number): void {
  for (const member of membersOf(pid)) signalProcess(member, "SIGCONT");
}
