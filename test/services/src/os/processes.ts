import { spawnSync } from "node:child_process";
import { readdirSync, readFileSync } from "node:fs";
import { waitUntil } from "./wait-until.ts";

/**
 * One process for all time: a pid alone is reused, a pid with its start time is not.
 *
 * Everything here that kills takes this and not a number, so a stale record can never hit a stranger.
 */
export type ProcessId = {
  readonly pid: number;
  /** Opaque; compared for equality only. */
  readonly startedAt: string;
};

export function identifyProcess(pid: number): ProcessId | undefined {
  const seen = look(pid);
  return seen && { pid, startedAt: seen.startedAt };
}

/**
 * A zombie counts as ended: it holds no port and no file, it only waits to be reaped.
 * `kill(pid, 0)` would call it alive, and where pid 1 is slow to reap that lasts for seconds.
 */
export function isRunning({ pid, startedAt }: ProcessId): boolean {
  const seen = look(pid);
  return seen !== undefined && seen.startedAt === startedAt && !/^[ZX]/.test(seen.state);
}

/** Sends a signal if it still is that process; answers whether it was. */
export function signalProcess(id: ProcessId, signal: NodeJS.Signals): boolean {
  return isRunning(id) && tryKill(id.pid, signal);
}

/**
 * Resolves when it stands still, which is later than the signal by as long as its threads wait for a processor: on a busy machine a server goes on
 * answering for a while. Answers whether it does.
 */
export async function stopProcess(id: ProcessId, within: number): Promise<boolean> {
  return signalProcess(id, "SIGSTOP") && (await waitUntil(() => standsStill(id), { within, every: 5 }));
}

/** One that has ended does, too. */
function standsStill(id: ProcessId): boolean {
  return !isRunning(id) || statesOfThreads(id.pid).every((state) => /^[TtZX]/.test(state));
}

function statesOfThreads(pid: number): readonly string[] {
  if (process.platform !== "linux") return [look(pid)?.state ?? "X"];
  try {
    return readdirSync(`/proc/${pid}/task`).map((thread) => statFields(`${pid}/task/${thread}`)?.[0] ?? "X");
  } catch {
    return [];
  }
}

/** The process and, when it leads a group of its own as all that we spawn do, that whole group. */
export function killTree(id: ProcessId): void {
  if (!isRunning(id)) return;
  tryKill(-id.pid, "SIGKILL");
  tryKill(id.pid, "SIGKILL");
}

/** For a child of ours that has not been reaped yet, whose pid therefore is still its own. */
export function killGroup(pid: number): void {
  tryKill(-pid, "SIGKILL");
}

export function hasEnded(id: ProcessId, within: number): Promise<boolean> {
  return waitUntil(() => !isRunning(id), { within });
}

/** The process and all that descend from it: pausing PostgreSQL means pausing its backends too. */
export function familyOf(pid: number): readonly number[] {
  const parents = parentsOfAll();
  const family = [pid];
  // The list grows while it is walked, which is how grandchildren get in.
  for (const member of family)
    for (const [child, parent] of parents) if (parent === member) family.push(child);
  return family;
}

function parentsOfAll(): readonly (readonly [child: number, parent: number])[] {
  // Slim images have no ps.
  if (process.platform === "linux") {
    const pids = readdirSync("/proc").map(Number).filter(Number.isInteger);
    return pids.flatMap((pid) => {
      const parent = statFields(pid)?.[1];
      return parent === undefined ? [] : [[pid, Number(parent)] as const];
    });
  }
  const rows = spawnSync("ps", ["-A", "-o", "pid=,ppid="], { encoding: "utf8" }).stdout ?? "";
  return rows.split("\n").flatMap((row) => {
    const [, child, parent] = /^\s*(\d+)\s+(\d+)/.exec(row) ?? [];
    return child === undefined ? [] : [[Number(child), Number(parent)] as const];
  });
}

type Look = { readonly state: string; readonly startedAt: string };

function look(pid: number): Look | undefined {
  return process.platform === "linux" ? lookInProc(pid) : lookWithPs(pid);
}

function lookInProc(pid: number): Look | undefined {
  const fields = statFields(pid);
  return fields && { state: fields[0] ?? "X", startedAt: `${bootId()}/${fields[19]}` };
}

/**
 * `/proc/PID/stat`, of a process or a thread, from its third field on: the state, the parent, and as the twentieth the start in ticks since boot.
 * The second field is the program's name, which may hold anything, even `) `.
 */
function statFields(pid: number | string): readonly string[] | undefined {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, "latin1");
    return stat.slice(stat.lastIndexOf(") ") + 2).split(" ");
  } catch {
    return undefined;
  }
}

function lookWithPs(pid: number): Look | undefined {
  const { stdout } = spawnSync("ps", ["-o", "stat=,lstart=", "-p", String(pid)], { encoding: "utf8" });
  const [, state, startedAt] = /^\s*(\S+)\s+(.+?)\s*$/.exec(stdout ?? "") ?? [];
  return state === undefined || startedAt === undefined ? undefined : { state, startedAt };
}

let knownBootId: string | undefined;

/** Ticks begin again with every boot, records on disk do not. */
function bootId(): string {
  knownBootId ??= readFileSync("/proc/sys/kernel/random/boot_id", "latin1").trim();
  return knownBootId;
}

function tryKill(pid: number, signal: NodeJS.Signals): boolean {
  try {
    return process.kill(pid, signal);
  } catch {
    return false;
  }
}
