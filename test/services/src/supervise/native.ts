import { chownSync, mkdirSync, readFileSync, rmSync } from "node:fs";
import { findOrInstall } from "../install/installer.ts";
import type { Found, Kind, SystemUser } from "../kind.ts";
import { dataFolder, logFile, reachableByAll, runFolder } from "../paths.ts";
import type { PortPool } from "../ports.ts";
import type { Engine, Order } from "./engine.ts";
import type { Register } from "./register.ts";
import { startProcess } from "./running-process.ts";

/** Runs services as plain processes, children of the supervisor. */
export function createNativeEngine(pool: PortPool, register: Register, signal: AbortSignal): Engine {
  const installs = new Map<string, Promise<Found>>();
  const failed = new Set<string>();

  /**
   * One installation at a time for all who ask. A failure is remembered, or each test of a run without network would wait for
   * it anew; a person who says `up` wants it tried again.
   */
  function installed({ kind, lifetime }: Order, say: (text: string) => void): Promise<Found> {
    if (lifetime === "kept" && failed.delete(kind.name)) installs.delete(kind.name);
    const known = installs.get(kind.name);
    if (known) return known;
    const installing = findOrInstall(kind, { say, signal, pool, register });
    installing.catch(() => failed.add(kind.name));
    installs.set(kind.name, installing);
    return installing;
  }

  return {
    how: "native",
    dataFolder: folderOf,
    async start(order, say) {
      const { id, kind, ports, survives } = order;
      const found = await installed(order, say);
      const user = userFor(kind);
      const folder = folderOf(order);
      mkdirSync(folder, { recursive: true });
      if (user) chownSync(folder, user.uid, user.gid);
      const place = { found, dataFolder: folder, ports, user, survives };
      await kind.native.prepare(place);
      return startProcess(kind.native.launch(place), {
        version: found.version,
        user,
        register,
        log: logFile(id),
        stopSignal: kind.native.stopSignal,
      });
    },
    async wipe(order) {
      remove(folderOf(order));
    },
  };
}

/** Folders of passing data that a killed predecessor left; nobody can be using them, since there is one supervisor. */
export function clearPassingData(): void {
  for (const place of new Set([runFolder(), reachableByAll(runFolder())]))
    remove(dataFolder("", "passing", place));
}

/** Retries, since a backend of a killed PostgreSQL may write its last file while we remove. */
function remove(folder: string): void {
  rmSync(folder, { recursive: true, force: true, maxRetries: 10 });
}

function folderOf({ id, kind, lifetime }: Order): string {
  const place = kind.native.user === undefined ? runFolder() : reachableByAll(runFolder());
  return dataFolder(id, lifetime, place);
}

/** The first of the kind's users that this system has; only root can, and must, become somebody else. */
function userFor(kind: Kind): SystemUser | undefined {
  if (process.getuid?.() !== 0) return undefined;
  const accounts = readFileSync("/etc/passwd", "utf8");
  for (const name of kind.native.user ?? []) {
    const [, uid, gid] = new RegExp(`^${name}:[^:]*:(\\d+):(\\d+):`, "m").exec(accounts) ?? [];
    if (uid !== undefined && gid !== undefined) return { uid: Number(uid), gid: Number(gid) };
  }
  return undefined;
}
