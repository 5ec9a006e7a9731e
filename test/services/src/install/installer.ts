import { spawn } from "node:child_process";
import { once } from "node:events";
import { chmodSync, mkdirSync, mkdtempSync, readdirSync, renameSync, rmSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import { serviceErrors } from "../errors.ts";
import type { Found, InstallKit, Kind, Launch } from "../kind.ts";
import { exclusively } from "../os/claim.ts";
import { killGroup } from "../os/processes.ts";
import { runProgram } from "../os/programs.ts";
import { installs, reachableByAll, socketName } from "../paths.ts";
import type { PortPool } from "../ports.ts";
import type { Register } from "../supervise/register.ts";
import { processWard } from "../supervise/ward.ts";

export type Installing = {
  /** Default: the cache of this checkout. */
  readonly into?: string;
  say(text: string): void;
  readonly signal: AbortSignal;
  readonly pool: PortPool;
  readonly register: Register;
};

/** Looks only; `undefined` when it would have to be installed first. */
export function findInstalled(kind: Kind, into: string = installs): Promise<Found | undefined> {
  return kind.native.find(homeOf(kind, into));
}

/**
 * Finds the service on this machine, or installs it.
 *
 * One process installs while others wait for it. What is half done lies in a folder of its own, and an interruption leaves
 * at most that folder, which the next installation of the service removes.
 */
export async function findOrInstall(kind: Kind, installing: Installing): Promise<Found> {
  const into = installing.into ?? installs;
  const found = await findInstalled(kind, into);
  if (found) return found;
  const home = homeOf(kind, into);
  mkdirSync(dirname(home), { recursive: true });
  return exclusively(socketName(join(dirname(home), kind.name)), async () => {
    const byAnother = await findInstalled(kind, into);
    if (byAnother) return byAnother;
    await installInto(home, kind, installing);
    const installed = await findInstalled(kind, into);
    if (installed) return installed;
    throw serviceErrors.SERVICE_INSTALL_FAILED({
      name: kind.name,
      step: "finding what was installed",
      output: `nothing usable in ${home}`,
    });
  });
}

async function installInto(home: string, kind: Kind, installing: Installing): Promise<void> {
  clearUnfinished(home);
  const folder = mkdtempSync(`${home}${unfinished}`);
  const lent: number[] = [];
  try {
    await kind.native.install(createKit(kind.name, folder, lent, installing));
    requireGoingOn(kind.name, installing.signal);
    // Born readable by us alone; the server may have to be another user.
    chmodSync(folder, 0o755);
    // An install that its own `find` does not accept, as after a Java was removed, gives way.
    rmSync(home, { recursive: true, force: true });
    renameSync(folder, home);
  } finally {
    rmSync(folder, { recursive: true, force: true });
    for (const port of lent) installing.pool.giveBack(port);
  }
}

function createKit(name: string, folder: string, lent: number[], installing: Installing): InstallKit {
  const { say, signal, pool, register } = installing;
  const track = (pid: number) => register.track(processWard(pid));
  const run = (program: string, args: readonly string[], options: object = {}) => {
    requireGoingOn(name, signal);
    return runProgram(program, args, { ...options, signal, track });
  };
  return {
    folder,
    say,
    async step(step, program, args, options) {
      const { ok, output } = await run(program, args, options);
      requireGoingOn(name, signal);
      if (!ok) throw serviceErrors.SERVICE_INSTALL_FAILED({ name, step, output });
      return output;
    },
    async attempt(program, args, options) {
      const { ok, output } = await run(program, args, options);
      return ok ? output : undefined;
    },
    background: (launch) => runInBackground(launch, signal, track),
    unavailable(reason, remedy) {
      throw serviceErrors.SERVICE_UNAVAILABLE({ name, reason, remedy });
    },
    async lendPort() {
      const port = await pool.lend();
      lent.push(port);
      return port;
    },
  };
}

function runInBackground(
  { program, args, cwd, env }: Launch,
  signal: AbortSignal,
  track: (pid: number) => () => void,
): { hasEnded(): boolean; end(): Promise<void> } {
  const child = spawn(program, args, {
    cwd,
    env: { ...process.env, ...env },
    detached: true,
    stdio: "ignore",
  });
  const ended = once(child, "close").catch(() => undefined);
  const untrack = child.pid === undefined ? undefined : track(child.pid);
  const kill = () => child.pid !== undefined && killGroup(child.pid);
  const hasEnded = () => child.pid === undefined || child.exitCode !== null || child.signalCode !== null;
  signal.addEventListener("abort", kill, { once: true });
  return {
    hasEnded,
    async end() {
      child.kill("SIGTERM");
      const insist = setTimeout(kill, 60_000);
      await ended;
      clearTimeout(insist);
      signal.removeEventListener("abort", kill);
      untrack?.();
    },
  };
}

function requireGoingOn(name: string, signal: AbortSignal): void {
  if (!signal.aborted) return;
  throw serviceErrors.SERVICE_INSTALL_FAILED({ name, step: "installing", output: "interrupted" });
}

const unfinished = ".unfinished-";

function clearUnfinished(home: string): void {
  const folder = dirname(home);
  for (const name of readdirSync(folder))
    if (name.startsWith(`${basename(home)}${unfinished}`))
      rmSync(join(folder, name), { recursive: true, force: true });
}

/** A server that must not be root has to be able to reach its own program. */
function homeOf(kind: Kind, into: string): string {
  return join(kind.native.user === undefined ? into : reachableByAll(into), `${kind.name}-${kind.version}`);
}
