/**
 * Installs the locked dependencies when they are missing or stale; otherwise costs a few milliseconds.
 *
 * Runs before `npm test`, `npm start` and their kin, under whatever Node the system has (18 or newer), so it is
 * plain JavaScript and uses built-ins only. The scripts behind it then run under the Node that npm just installed.
 */
import { spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const stamp = join(root, "node_modules", ".concordat-setup");
const wanted = fingerprint();

if (!existsSync(stamp) || readFileSync(stamp, "utf8") !== wanted) install();
requireNode24();

/** The lockfile decides what is installed; platform and architecture decide which binaries belong to it. */
function fingerprint() {
  const lock = readFileSync(join(root, "package-lock.json"));
  return createHash("sha256").update(lock).update(`${process.platform} ${process.arch}`).digest("hex");
}

function install() {
  console.error("concordat: installing the locked dependencies (npm ci) …");
  rmSync(stamp, { force: true });
  const npm = process.env.npm_execpath;
  const [command, args] = npm ? [process.execPath, [npm]] : ["npm", []];
  // Warnings would only say that the system's Node is too old for some tools; they run under the one being installed.
  const { status, error } = spawnSync(
    command,
    [...args, "ci", "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error"],
    {
      cwd: root,
      stdio: ["ignore", 2, 2],
      shell: !npm && process.platform === "win32",
    },
  );
  if (status !== 0) {
    console.error(`concordat: npm ci failed${error ? `: ${error.message}` : ""}; its own words are above`);
    process.exit(1);
  }
  mkdirSync(dirname(stamp), { recursive: true });
  writeFileSync(stamp, wanted);
}

/** A platform for which npm has no pinned Node may bring its own, if it is new enough to strip types. */
function requireNode24() {
  const pinned = join(root, "node_modules", ".bin", process.platform === "win32" ? "node.cmd" : "node");
  const major = Number(process.versions.node.split(".")[0]);
  if (existsSync(pinned) || major >= 24) return;
  console.error(
    `concordat: no pinned Node 24 exists for ${process.platform}-${process.arch}, and the system's Node is ${process.version}; install Node 24 or newer`,
  );
  process.exit(1);
}
