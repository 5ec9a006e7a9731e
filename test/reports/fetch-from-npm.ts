/**
 * Brings one archive from npm into `.cache/npm/`, once: material that tests are judged by and nothing depends on, so that
 * it stays out of the lockfile. Nothing of it is installed or run by npm; the digest says that it is what was looked at.
 */
import { spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, renameSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { root } from "../../scripts/workspaces.ts";

export type NpmArchive = { readonly name: string; readonly version: string; readonly sha256: string };

const home = join(root, ".cache", "npm");

/** The folder of the unpacked package, or why it could not be had. */
export function fetchFromNpm(
  archive: NpmArchive,
): { readonly folder: string } | { readonly missing: string } {
  const title = `${archive.name}@${archive.version}`;
  const folder = join(home, title.replace("/", "+"));
  if (existsSync(folder)) return { folder };
  const work = mkdtempSync(join(tmpdir(), "concordat-npm-"));
  try {
    const missing = unpack(work, title, archive.sha256);
    if (missing !== undefined) return { missing };
    mkdirSync(home, { recursive: true });
    moveInto(join(work, "package"), folder);
    return { folder };
  } finally {
    rmSync(work, { recursive: true, force: true });
  }
}

function unpack(work: string, title: string, sha256: string): string | undefined {
  const pack = run("npm", ["pack", "--silent", "--ignore-scripts", title], work);
  if (pack.status !== 0) return `npm could not fetch ${title}: ${pack.error?.message ?? pack.stderr.trim()}`;
  const file = pack.stdout.trim();
  const found = createHash("sha256")
    .update(readFileSync(join(work, file)))
    .digest("hex");
  if (found !== sha256) return `${title} has SHA-256 ${found}, and ${sha256} was expected`;
  const tar = run("tar", ["xzf", file], work);
  return tar.status === 0 ? undefined : `tar could not unpack ${title}: ${tar.error?.message ?? tar.stderr}`;
}

function run(command: string, args: readonly string[], cwd: string) {
  return spawnSync(command, [...args], { cwd, encoding: "utf8", shell: process.platform === "win32" });
}

/** In one step, as other test files may be fetching the same; who comes second has nothing to do. */
function moveInto(from: string, folder: string): void {
  const ready = mkdtempSync(join(home, "unpacked-"));
  cpSync(from, ready, { recursive: true });
  try {
    renameSync(ready, folder);
  } catch (error) {
    rmSync(ready, { recursive: true, force: true });
    if (!existsSync(folder)) throw error;
  }
}
