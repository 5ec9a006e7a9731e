import { createHash } from "node:crypto";
import { statSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join, relative } from "node:path";
import { fileURLToPath } from "node:url";

export const repository = dirname(dirname(dirname(dirname(fileURLToPath(import.meta.url)))));

/** What is installed: shared by all supervisors, renamed into place when complete, never changed afterwards. */
export const installs = join(repository, ".cache", "services", "installed");

/**
 * What runs: one folder is one supervisor. Another one, and so another supervisor with services of its own, is had by
 * setting the variable; the tests of the supervisor itself do that.
 */
export const runFolderVariable = "CONCORDAT_SERVICES_RUN";

export function runFolder(): string {
  return process.env[runFolderVariable] ?? join(repository, ".cache", "services", "run");
}

export function supervisorName(): string {
  return socketName(join(runFolder(), "supervisor"));
}

export function supervisorLog(): string {
  return join(runFolder(), "supervisor.log");
}

/** Who runs at present, for the successor of a supervisor that died without a word. */
export function recordFile(): string {
  return join(runFolder(), "children.json");
}

/** Exclusive instances log beside the shared one, under their own id. */
export function logFile(id: string): string {
  return join(runFolder(), "logs", `${id}.log`);
}

/** Data of `up` outlives `down`; data of a test run goes with the run. */
export function dataFolder(id: string, lifetime: "kept" | "passing", place: string): string {
  return join(place, lifetime === "kept" ? "data" : "passing", id);
}

/** For data that go with a test run: what is left there is removed by the next supervisor. */
export function passingFolder(): string {
  return dataFolder("", "passing", runFolder());
}

/**
 * Where a server that must not be root can keep its data when we are root: its user has to be able to walk there,
 * and a checkout below /root, which only root may enter, would stop it with "permission denied".
 */
export function reachableByAll(folder: string): string {
  if (process.getuid?.() !== 0 || isOpenToAll(folder)) return folder;
  return join(tmpdir(), `concordat-services-${digest(folder)}`);
}

export function fromRepository(path: string): string {
  const inside = relative(repository, path);
  return inside.startsWith("..") ? path : inside;
}

/** The kernel takes about a hundred bytes for the path of a socket, and checkouts can lie deep. */
export function socketName(path: string): string {
  const longestSuffix = ".1234567-123.new".length;
  if (Buffer.byteLength(path) + longestSuffix <= 100) return path;
  return join(tmpdir(), `concordat-${digest(path)}`);
}

export function digest(text: string): string {
  return createHash("sha256").update(text).digest("hex").slice(0, 12);
}

function isOpenToAll(folder: string): boolean {
  const parent = dirname(folder);
  const mode = statSync(folder, { throwIfNoEntry: false })?.mode;
  const walkable = mode === undefined || (mode & 0o001) !== 0;
  return walkable && (parent === folder || isOpenToAll(parent));
}
